import Foundation

/// Reading of whole files and folders, with errors that name them.
enum TextFile {
    /// - Throws: `notFound`, or `unreadable` where it is a folder or access is denied.
    static func bytes(of path: String) throws(EvaluationError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EvaluationError(.notFound, "There is no such file.", source: path)
        }
        guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
            throw EvaluationError(.unreadable, "This file can't be read.", source: path)
        }
        return [UInt8](data)
    }

    /// The names in a folder, sorted, without hidden ones.
    static func names(in path: String) throws(EvaluationError) -> [String] {
        guard isFolder(path) else { throw EvaluationError(.notFound, "There is no such folder.", source: path) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw EvaluationError(.unreadable, "This folder can't be read.", source: path)
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

    /// A path's last part.
    static func name(of path: String) -> String {
        URL(fileURLWithPath: path).lastPathComponent
    }

    /// A file's name without what follows the last dot.
    static func stem(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
