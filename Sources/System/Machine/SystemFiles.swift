import Foundation

/// The small text files with which the system describes the machine: `/proc`, `/sys`, `/etc`.
struct SystemFiles: Sendable {
    /// The root folder. Another folder than `/` describes another machine.
    var root = "/"

    /// Returns the whole text of a file; `nil` if it can't be read.
    func text(_ path: String) -> String? {
        // The size can't be used, because it is 0 for generated files.
        FileManager.default.contents(atPath: root + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the text of a file of one line; `nil` if it is empty or can't be read.
    func line(_ path: String) -> String? {
        let line = text(path)?.trimmingCharacters(in: .whitespacesAndNewlines)
        return line?.isEmpty == false ? line : nil
    }

    /// Returns the first value of each name in lines of the form `name: value`.
    func fields(of path: String, separator: Character = ":") -> [String: String] {
        var fields: [String: String] = [:]
        for line in (text(path) ?? "").split(whereSeparator: \.isNewline) {
            guard let place = line.firstIndex(of: separator) else { continue }
            let name = line[..<place].trimmingCharacters(in: .whitespaces)
            if fields[name] == nil {
                fields[name] = line[line.index(after: place)...].trimmingCharacters(in: .whitespaces)
            }
        }
        return fields
    }

    /// Returns the names in a folder, sorted; empty if there is no such folder.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []).sorted()
    }
}
