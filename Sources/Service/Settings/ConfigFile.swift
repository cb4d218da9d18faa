import Configuration
import Foundation
import Yams

/// Reads settings from a file in one of three formats, chosen by the extension of its name.
///
/// - `.json`: an object, `{"BATCH_SIZE": 32, "DEVICE": "cpu"}`.
/// - `.yaml`, `.yml`: a mapping, `BATCH_SIZE: 32` or `{BATCH_SIZE: 32}`.
/// - anything else: `NAME=value` lines, as in shell scripts and `.env` files; `EnvironmentFile` reads them.
///
/// Names may be in lower case. An unknown name is an error.
public enum ConfigFile {
    /// The format of a file.
    public enum Form: Hashable, Sendable {
        /// `NAME=value` lines, a JSON object, or a YAML mapping.
        case shell, json, yaml

        /// Chooses the format by the extension of a path.
        public init(path: String) {
            switch URL(fileURLWithPath: path).pathExtension.lowercased() {
            case "json": self = .json
            case "yaml", "yml": self = .yaml
            default: self = .shell
            }
        }
    }

    /// Returns the settings in a file as text, keyed by the settings' names.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - environment: The variables that replace `${NAME}` in a `.env` file, in addition to the file's own names;
    ///     `nil` uses the environment of the process.
    /// - Throws: ``ConfigFileError`` if the file cannot be read or contains something that is not a setting.
    public static func variables(path: String, environment: [String: String]? = nil) throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigFileError(path: path, line: nil, problem: .unreadable)
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigFileError(path: path, line: nil, problem: .notUTF8)
        }
        return try variables(
            text: text, path: path, environment: environment ?? ProcessInfo.processInfo.environment)
    }

    static func variables(
        text: String, path: String, environment: [String: String] = [:]
    ) throws -> [String: String] {
        // Editors on Windows may write a byte order mark at the start.
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        switch Form(path: path) {
        case .json: return try json(text, path: path)
        case .yaml: return try yaml(text, path: path)
        case .shell: return try shell(text, path: path, environment: environment)
        }
    }

    /// Returns the text of a file of settings.
    public static func text(of variables: [(setting: Setting, value: String)], form: Form) -> String {
        let lines = variables.map { name, value in
            switch form {
            case .shell: "export \(name.name)=\(value)"
            case .yaml: "\(name.name): \(value)"
            case .json: "  \"\(name.name)\": " + (Double(value) == nil ? "\"\(value)\"" : value)
            }
        }
        return form == .json ? "{\n" + lines.joined(separator: ",\n") + "\n}\n" : lines.joined(separator: "\n") + "\n"
    }

    private static func shell(
        _ text: String, path: String, environment: [String: String]
    ) throws -> [String: String] {
        var result: [String: String] = [:]
        do {
            for entry in try EnvironmentFile.entries(of: text, environment: environment) {
                guard let setting = try setting(entry.name, path: path, line: entry.line) else { continue }
                result[setting.name] = entry.value
            }
        } catch let fault as EnvironmentFile.Fault {
            throw ConfigFileError(path: path, line: fault.line, problem: .notAnAssignment(fault.text))
        }
        return result
    }

    private static func json(_ text: String, path: String) throws -> [String: String] {
        // The snapshot cannot list its own keys.
        guard let names = try? JSONDecoder().decode([String: Anything].self, from: Data(text.utf8)).keys,
            let snapshot = try? JSONSnapshot(
                data: text.utf8Span.span.bytes, providerName: path, parsingOptions: .default)
        else { throw ConfigFileError(path: path, line: nil, problem: .notAnObject) }
        return try values(of: names.sorted().map { ($0, nil) }, in: snapshot, path: path)
    }

    private static func yaml(_ text: String, path: String) throws -> [String: String] {
        let root: Node?
        do {
            root = try Parser(yaml: text).singleRoot()
        } catch {
            throw ConfigFileError(path: path, line: nil, problem: .notYAML(reason: "\(error)"))
        }
        // The file is empty or contains only comments.
        guard let root, root.null == nil else { return [:] }
        guard let mapping = root.mapping,
            let snapshot = try? YAMLSnapshot(
                data: text.utf8Span.span.bytes, providerName: path, parsingOptions: .default)
        else { throw ConfigFileError(path: path, line: nil, problem: .notAMapping) }
        // A null value counts as not set.
        let names = mapping.map { (name: $0.string ?? "", line: $0.mark?.line, isNull: $1.null != nil) }
        for name in names where name.isNull { _ = try setting(name.name, path: path, line: name.line) }
        return try values(of: names.filter { !$0.isNull }.map { ($0.name, $0.line) }, in: snapshot, path: path)
    }

    /// Returns the values of a file, given its names.
    private static func values(
        of names: [(name: String, line: Int?)], in snapshot: any ConfigSnapshot, path: String
    ) throws -> [String: String] {
        var result: [String: String] = [:]
        for (name, line) in names {
            guard let setting = try setting(name, path: path, line: line) else { continue }
            guard let value = text(of: AbsoluteConfigKey([name]), as: setting.kind, in: snapshot) else {
                throw ConfigFileError(path: path, line: line, problem: .notAValue(setting))
            }
            result[setting.name] = value
        }
        return result
    }

    /// Returns a value as the environment would spell it. Tries the setting's own type first, so that YAML's `0x10` and
    /// JSON's `true` keep their meaning, and other types after that.
    private static func text(
        of key: AbsoluteConfigKey, as kind: Setting.Kind, in snapshot: any ConfigSnapshot
    ) -> String? {
        let types: [ConfigType] =
            switch kind {
            case .whole: [.int, .double, .string]
            case .number: [.double, .string]
            case .flag: [.bool, .string]
            case .text: [.string, .stringArray, .int, .double]
            }
        for type in types {
            switch (try? snapshot.value(forKey: key, type: type))?.value?.content {
            case .string(let text): return text
            case .int(let number): return "\(number)"
            case .double(let number): return "\(number)"
            case .bool(let flag): return "\(flag)"
            case .stringArray(let parts): return parts.joined(separator: ",")
            default: continue
            }
        }
        return nil
    }

    /// Returns the setting with a name, or `nil` if the name belongs to another reader of the file. Throws if the name
    /// is unknown.
    private static func setting(_ name: String, path: String, line: Int?) throws -> Setting? {
        if let setting = Setting.named(name) { return setting }
        if Setting.foreignNames.contains(name.uppercased()) { return nil }
        throw ConfigFileError(
            path: path, line: line, problem: .unknownName(name, nearest: Setting.nearest(to: name)))
    }

    /// A value of any type, which is ignored.
    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }
}
