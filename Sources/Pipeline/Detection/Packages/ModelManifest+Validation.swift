import Engines
import Foundation
import Observations

extension ModelManifest {
    /// Decodes and checks a manifest.
    ///
    /// Throws an `InferenceError` with the code `packageInvalid`.
    ///
    /// - Parameter path: the file's path, for messages.
    init(json: Data, path: String) throws {
        do {
            self = try JSONDecoder().decode(ModelManifest.self, from: json)
        } catch let error as DecodingError {
            throw InferenceError(.packageInvalid, "\(path): \(Self.explain(error))")
        }
        if let problem = firstProblem { throw InferenceError(.packageInvalid, "\(path): \(problem)") }
    }

    /// The first contradiction or unsupported value in the manifest, or `nil` if it is valid.
    private var firstProblem: String? {
        if format != Self.currentFormat {
            return "format \(format) is not supported; this version reads format \(Self.currentFormat)"
        }
        if name.isEmpty || version.isEmpty { return "name and version must not be empty" }
        if heads.isEmpty || task.isEmpty { return "there must be at least one task and one head" }
        if weights.isEmpty || weights.contains("/") || weights == ".." {
            return "weights must be the name of a file in the same folder, not '\(weights)'"
        }
        if sha256.count != 64 || !sha256.allSatisfy(\.isHexDigit) {
            return "sha256 must be 64 hexadecimal digits"
        }
        if ![4, 8, 16, 32].contains(input.grid) {
            return "input's multiple is \(input.grid); it must be 4, 8, 16 or 32"
        }
        let sizes = [input.width, input.height]
        if !sizes.allSatisfy({ Self.pictureSides.contains($0) && $0.isMultiple(of: input.grid) }) {
            return "input is \(input.width) x \(input.height); both must be multiples of \(input.grid) from "
                + "\(Self.pictureSides.lowerBound) to \(Self.pictureSides.upperBound)"
        }
        if let keypoints, !(0...Self.mostKeypoints).contains(keypoints) {
            return "keypoints must be from 0 to \(Self.mostKeypoints), not \(keypoints)"
        }
        return classProblem
    }

    private var classProblem: String? {
        if task.contains(.players), !classes.contains(where: { ModelClass($0).objectClass != nil }) {
            return "none of the classes [\(classes.joined(separator: ", "))] is known: they must be among ball, "
                + "goalkeeper, player, referee"
        }
        if heads.contains(.centreHeatMap) {
            if classes.count != 4 {
                return "a \(HeadKind.centreHeatMap.rawValue) head needs 4 classes, and \(classes.count) are listed"
            }
            if keypoints != FrameDetections.keypointCount {
                return "a \(HeadKind.centreHeatMap.rawValue) head needs keypoints: \(FrameDetections.keypointCount)"
            }
        }
        if heads.contains(.ultralyticsPose), (keypoints ?? 0) <= 0 {
            return "a \(HeadKind.ultralyticsPose.rawValue) head needs the number of keypoints"
        }
        return nil
    }

    /// Returns a decoding error as one line that names the field.
    private static func explain(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context): return "'\(name(context.codingPath + [key]))' is missing"
        case .valueNotFound(_, let context): return "'\(name(context.codingPath))' has no value"
        case .typeMismatch(_, let context): return "'\(name(context.codingPath))' is of the wrong type"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: return "not valid JSON"
        case .dataCorrupted(let context):
            return "'\(name(context.codingPath))' has an unknown value; \(allowed(context.codingPath))"
        @unknown default: return "not a model manifest"
        }
    }

    private static func allowed(_ path: [any CodingKey]) -> String {
        let values: [String]
        switch path.first?.stringValue {
        case "heads": values = HeadKind.allCases.map(\.rawValue)
        case "task": values = ModelTask.allCases.map(\.rawValue)
        default: values = InputLayout.allCases.map(\.rawValue)
        }
        return "the allowed values are \(values.joined(separator: ", "))"
    }
}
