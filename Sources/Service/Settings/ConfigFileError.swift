/// An error in a config file, with the line that causes it.
public struct ConfigFileError: Error, CustomStringConvertible, Sendable {
    /// The path of the file.
    public let path: String
    /// The line number, from 1, or `nil` if the error concerns the whole file or its format has no lines.
    public let line: Int?
    /// What is wrong.
    public let problem: Problem

    /// The kinds of errors in a config file.
    public enum Problem: Hashable, Sendable {
        /// The file cannot be read.
        case unreadable
        /// The file is not UTF-8 text.
        case notUTF8
        /// A `.json` file that does not contain one object.
        case notAnObject
        /// A `.yaml` file with a syntax error.
        case notYAML(reason: String)
        /// A `.yaml` file whose root is not a mapping.
        case notAMapping
        /// A line that is neither a comment nor `NAME=value`.
        case notAnAssignment(String)
        /// A list or an object instead of a single value.
        case notAValue(Setting)
        /// An unknown name, and the setting with the most similar name.
        case unknownName(String, nearest: Setting?)
    }

    /// The path, the line if known, the error and how to fix it.
    public var description: String {
        let place = line.map { "\(path):\($0)" } ?? path
        switch problem {
        case .unreadable: return "\(place): cannot be read; give the path of a settings file"
        case .notUTF8: return "\(place): is not UTF-8 text; save the file as UTF-8"
        case .notAnObject: return "\(place): is not a JSON object of settings; write {\"BATCH_SIZE\": 4}"
        case .notYAML(let reason): return "\(place): is not valid YAML: \(reason.prefix { !$0.isNewline })"
        case .notAMapping: return "\(place): is not a YAML mapping of settings; write BATCH_SIZE: 4"
        case .notAnAssignment(let text): return "\(place): '\(text)' is not a setting; write NAME=value"
        case .notAValue(let setting):
            return "\(place): \(setting.name) must have a single value: \(setting.allowed)"
        case .unknownName(let name, let nearest?):
            return "\(place): unknown setting '\(name)'; did you mean \(nearest.name)?"
        case .unknownName(let name, nil):
            return "\(place): unknown setting '\(name)'; 'scorevision help serve' lists all settings"
        }
    }
}
