import Foundation

/// A file of settings, in one of three forms that its name tells apart.
///
/// - `.json`: an object, `{"BATCH_SIZE": 32, "DEVICE": "cpu"}`.
/// - `.yaml`, `.yml`: `BATCH_SIZE: 32`, a line each.
/// - anything else, as shells and `.env` files write them: `NAME=value` or `export NAME=value`.
///
/// `#` begins a comment line in the last two. Names may be in lower case.
public enum ConfigFile {
    /// The form of a file.
    public enum Form: Hashable, Sendable {
        case shell, json, yaml

        /// The form that a path's ending tells.
        public init(path: String) {
            switch URL(fileURLWithPath: path).pathExtension.lowercased() {
            case "json": self = .json
            case "yaml", "yml": self = .yaml
            default: self = .shell
            }
        }
    }

    /// The variables in a file.
    /// - Throws: ``ConfigFileError`` where the file can't be read or a line is neither comment nor setting.
    public static func variables(path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigFileError(path: path, line: nil, problem: .unreadable)
        }
        return try variables(text: text, path: path)
    }

    static func variables(text: String, path: String) throws -> [String: String] {
        switch Form(path: path) {
        case .json: try object(text, path: path)
        case .yaml: try lines(text, path: path, separator: ":")
        case .shell: try lines(text, path: path, separator: "=")
        }
    }

    /// The text of a file of settings.
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

    private static func lines(_ text: String, path: String, separator: Character) throws -> [String: String] {
        var result: [String: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if line.isEmpty || line.hasPrefix("#") || line == "---" { continue }
            if line.hasPrefix("export ") { line = String(line.dropFirst("export ".count)) }
            guard let place = line.firstIndex(of: separator), place != line.startIndex else {
                throw ConfigFileError(path: path, line: number + 1, problem: .noSetting(line, separator: separator))
            }
            let name = line[..<place].trimmingCharacters(in: .whitespaces).uppercased()
            result[name] = line[line.index(after: place)...].trimmingCharacters(
                in: CharacterSet(charactersIn: " \t\"'"))
        }
        return result
    }

    private static func object(_ text: String, path: String) throws -> [String: String] {
        guard let object = try? JSONDecoder().decode([String: Scalar].self, from: Data(text.utf8)) else {
            throw ConfigFileError(path: path, line: nil, problem: .noObject)
        }
        return Dictionary(object.map { ($0.uppercased(), $1.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// A number or a string, as the text that a shell would have.
    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let whole = try? container.decode(Int.self) {
                text = "\(whole)"
            } else if let number = try? container.decode(Double.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }
}
