import Foundation
import Testing

@testable import Miner

/// The service's description of itself, as the tests hold its answers against it.
///
/// Sendable, because what was read from the file isn't changed any more.
struct APIDescription: @unchecked Sendable {
    typealias Object = [String: Any]

    private let document: Object
    let paths: [String: [String: Object]]

    init() throws {
        document = try #require(
            JSONSerialization.jsonObject(with: Data(MinerResources.bytes("openapi.json"))) as? Object)
        paths = try #require(document["paths"] as? [String: [String: Object]])
    }

    /// The schema of a request's body.
    func request(_ path: String, _ method: String = "post") -> Object? {
        schema(in: paths[path]?[method]?["requestBody"])
    }

    /// Whether a status is described.
    func knows(_ path: String, _ method: String, status: Int) -> Bool {
        (paths[path]?[method]?["responses"] as? Object)?["\(status)"] != nil
    }

    /// The schema of an answer; nil where it isn't JSON.
    func answer(_ path: String, _ method: String, status: Int) -> Object? {
        schema(in: (paths[path]?[method]?["responses"] as? Object)?["\(status)"])
    }

    /// What is wrong with an answer's bytes.
    func flaws(of bytes: some Sequence<UInt8>, _ path: String, _ method: String, status: Int = 200) -> [String] {
        guard let schema = answer(path, method, status: status) else { return ["\(status) isn't described"] }
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return ["it isn't JSON"] }
        // Each kind of flaw once, however many elements have it.
        return Set(flaws(of: value, schema)).sorted()
    }

    /// What of a value isn't as the schema says, fields that it doesn't name included. Of JSON Schema, that part which
    /// the description uses.
    func flaws(of value: Any, _ schema: Object, at place: String = "") -> [String] {
        if let reference = schema["$ref"] as? String {
            let target = reference.split(separator: "/").dropFirst().reduce(document as Any?) { part, name in
                (part as? Object)?[String(name)]
            }
            guard let target = target as? Object else { return ["\(place): there is no \(reference)"] }
            return flaws(of: value, target, at: place)
        }
        if let options = schema["oneOf"] as? [Object] {
            let found = options.map { flaws(of: value, $0, at: place) }
            return found.count { $0.isEmpty } == 1 ? [] : ["\(place) is not one of \(found)"]
        }
        let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
        guard types.isEmpty || types.contains(where: { Self.isOf($0, value) }) else {
            return ["\(place) is no \(types.joined(separator: " or "))"]
        }
        var found: [String] = []
        if let values = schema["enum"] as? [String], !values.contains((value as? String) ?? "") {
            found.append("\(place) is none of \(values)")
        }
        if let number = value as? NSNumber {
            if let least = schema["minimum"] as? NSNumber, number.doubleValue < least.doubleValue {
                found.append("\(place) is under \(least)")
            }
            if let most = schema["maximum"] as? NSNumber, number.doubleValue > most.doubleValue {
                found.append("\(place) is over \(most)")
            }
        }
        if let elements = value as? [Any] {
            if elements.count < schema["minItems"] as? Int ?? 0 || elements.count > schema["maxItems"] as? Int ?? .max {
                found.append("\(place) has \(elements.count) elements")
            }
            if let item = schema["items"] as? Object {
                found += elements.flatMap { flaws(of: $0, item, at: "\(place)[]") }
            }
        }
        if let object = value as? Object { found += flaws(of: object, fields: schema, at: place) }
        return found
    }

    private func flaws(of object: Object, fields schema: Object, at place: String) -> [String] {
        let required = schema["required"] as? [String] ?? []
        var found = required.filter { object[$0] == nil }.map { "\(place) lacks \($0)" }
        guard let properties = schema["properties"] as? [String: Object] else { return found }
        for (name, value) in object {
            guard let property = properties[name] else {
                found.append("\(place).\(name) isn't described")
                continue
            }
            found += flaws(of: value, property, at: "\(place).\(name)")
        }
        return found
    }

    private func schema(in part: Any?) -> Object? {
        let content = (part as? Object)?["content"] as? [String: Object]
        return content?["application/json"]?["schema"] as? Object
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        let number = value as? NSNumber
        // Of numbers, only those of truth values are of C's type char.
        let isTruth = number.map { String(cString: $0.objCType) == "c" } ?? false
        return switch type {
        case "object": value is Object
        case "array": value is [Any]
        case "string": value is String
        case "null": value is NSNull
        case "boolean": isTruth
        case "number": number != nil && !isTruth
        case "integer": number.map { !isTruth && $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }
}
