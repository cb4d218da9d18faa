import Foundation

/// A file of settings as shells and `.env` files write them: `NAME=value` or `export NAME=value`, `#` for comments.
public enum ConfigFile {
    /// The variables in a file.
    /// - Throws: ``ConfigFileError`` where the file can't be read or a line is neither comment nor setting.
    public static func variables(path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigFileError(path: path, line: nil, text: "")
        }
        return try variables(text: text, path: path)
    }

    static func variables(text: String, path: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("export ") { line = String(line.dropFirst("export ".count)) }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                throw ConfigFileError(path: path, line: number + 1, text: line)
            }
            let name = line[..<equals].trimmingCharacters(in: .whitespaces)
            result[name] = line[line.index(after: equals)...]
                .trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
        }
        return result
    }
}

/// A config file that can't be used, with the line at fault.
public struct ConfigFileError: Error, CustomStringConvertible, Sendable {
    public let path: String
    /// From 1; nil where the file could not be read at all.
    public let line: Int?
    public let text: String

    public var description: String {
        guard let line else { return "\(path): can't be read; give the path of a file of NAME=value lines" }
        return "\(path):\(line): '\(text)' is not a setting; write NAME=value"
    }
}
