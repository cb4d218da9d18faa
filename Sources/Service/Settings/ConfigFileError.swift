/// A config file that can't be used, with the line at fault.
public struct ConfigFileError: Error, CustomStringConvertible, Sendable {
    public let path: String
    /// From 1; nil where the fault is the whole file's or its form has no lines.
    public let line: Int?
    public let problem: Problem

    public enum Problem: Hashable, Sendable {
        case unreadable
        case notUTF8
        /// A `.json` file that is not one object.
        case notAnObject
        /// A `.yaml` file that is not YAML.
        case notYAML(reason: String)
        /// A `.yaml` file whose top is not a mapping.
        case notAMapping
        /// A line that is neither comment nor `NAME=value`.
        case notAnAssignment(String)
        /// A list or an object in place of a value.
        case notAValue(Setting)
        /// A name that no setting has, and the setting whose name is nearest to it.
        case unknownName(String, nearest: Setting?)
    }

    public var description: String {
        let place = line.map { "\(path):\($0)" } ?? path
        switch problem {
        case .unreadable: return "\(place): can't be read; give the path of a file of settings"
        case .notUTF8: return "\(place): is not UTF-8 text; save the file as UTF-8"
        case .notAnObject: return "\(place): is not an object of settings; write {\"BATCH_SIZE\": 4}"
        case .notYAML(let reason): return "\(place): is not YAML: \(reason.prefix { !$0.isNewline })"
        case .notAMapping: return "\(place): is not a mapping of settings; write BATCH_SIZE: 4"
        case .notAnAssignment(let text): return "\(place): '\(text)' is not a setting; write NAME=value"
        case .notAValue(let setting):
            return "\(place): \(setting.name) has no single value; allowed is \(setting.allowed)"
        case .unknownName(let name, let nearest?):
            return "\(place): there is no setting '\(name)'; did you mean \(nearest.name)?"
        case .unknownName(let name, nil):
            return "\(place): there is no setting '\(name)'; 'scorevision help serve' lists all"
        }
    }
}
