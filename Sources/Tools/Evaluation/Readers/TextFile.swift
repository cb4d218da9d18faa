import Foundation

/// Reads whole files and folders, with errors that name them.
enum TextFile {
    /// Returns the bytes of a file. Throws `notFound`, or `unreadable` if it is a folder or access is denied.
    static func bytes(of path: String) throws(EvaluationError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EvaluationError(.notFound, "This file does not exist.", source: path)
        }
        guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
            throw EvaluationError(.unreadable, "This file cannot be read.", source: path)
        }
        return [UInt8](data)
    }

    /// Returns the sorted names in a folder, without hidden ones.
    static func names(in path: String) throws(EvaluationError) -> [String] {
        guard isFolder(path) else { throw EvaluationError(.notFound, "This folder does not exist.", source: path) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw EvaluationError(.unreadable, "This folder cannot be read.", source: path)
        }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Returns the last component of a path.
    static func name(of path: String) -> String {
        URL(fileURLWithPath: path).lastPathComponent
    }

    /// Returns a file name without its extension.
    static func stem(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
