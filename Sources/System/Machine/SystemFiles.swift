import Foundation

/// The small text files in which the system describes the machine: `/proc`, `/sys`, `/etc`.
struct SystemFiles: Sendable {
    /// Where they are; another folder than `/` stands for another machine.
    var root = "/"

    /// The whole text of a file; nil where it can't be read.
    func text(_ path: String) -> String? {
        // Not by its size, which is 0 for what the kernel makes up.
        FileManager.default.contents(atPath: root + path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The text of a file of one line.
    func line(_ path: String) -> String? {
        let line = text(path)?.trimmingCharacters(in: .whitespacesAndNewlines)
        return line?.isEmpty == false ? line : nil
    }

    /// The first value of each name in lines of `name: value`.
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

    /// What is in a folder, by name; nothing where there is none.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []).sorted()
    }
}
