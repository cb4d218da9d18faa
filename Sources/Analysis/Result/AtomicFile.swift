import Foundation

/// Files that are there whole or not at all.
public enum AtomicFile {
    /// Writes beside `path` and renames, so that nobody ever reads half of it.
    /// - Throws: ``OutputError`` where the folder is missing or can't be written.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw OutputError(path: path, reason: error.localizedDescription)
        }
    }

    /// Finds out before the work whether a file can be written there, and makes the folder where it is missing.
    /// - Throws: ``OutputError`` where it can't.
    public static func prepare(_ path: String) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw OutputError(path: path, reason: "it is a folder; give the path of a file")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: "the folder \(folder) can't be made")
        }
        // Permissions don't tell all (a full or read-only disk, a special folder), so a file is made and taken away.
        let trial = folder + "/.scorevision-\(UUID().uuidString)"
        guard files.createFile(atPath: trial, contents: Data([0])) else {
            throw OutputError(
                path: path, reason: "the folder \(folder) can't be written; choose another, or change its permissions")
        }
        try? files.removeItem(atPath: trial)
    }
}

/// A file that can't be written, and why.
public struct OutputError: Error, CustomStringConvertible, Sendable {
    public let path: String
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "can't write \(path): \(reason)" }
}
