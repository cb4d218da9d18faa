/// A config file that can't be used, with the line at fault.
public struct ConfigFileError: Error, CustomStringConvertible, Sendable {
    public let path: String
    /// From 1; nil where the fault is the whole file's.
    public let line: Int?
    public let problem: Problem

    public enum Problem: Hashable, Sendable {
        case unreadable
        /// A `.json` file that is not one object of names with numbers or strings.
        case noObject
        /// A line that is neither comment nor setting.
        case noSetting(String, separator: Character)
    }

    public var description: String {
        let place = line.map { "\(path):\($0)" } ?? path
        switch problem {
        case .unreadable: return "\(place): can't be read; give the path of a file of settings"
        case .noObject: return "\(place): is not an object of settings; write {\"BATCH_SIZE\": 4}"
        case .noSetting(let text, let separator):
            let form = separator == "=" ? "NAME=value" : "NAME: value"
            return "\(place): '\(text)' is not a setting; write \(form)"
        }
    }
}
