import Foundation

/// Files that are there whole or not at all.
public enum AtomicFile {
    /// Writes beside `path` and renames, so that nobody ever reads half of it.
    /// - Throws: ``OutputError`` where the folder is missing or can't be written.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { sink in try sink(bytes) }
    }

    /// The same with bytes that come piece by piece, each through the function that `body` is given.
    /// - Throws: ``OutputError`` where the folder is missing or can't be written, and what `body` throws.
    public static func write(to path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let files = FileManager.default
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let kind = try? files.attributesOfItem(atPath: target.path)[.type] as? FileAttributeType
        // A pipe or a device can't be replaced, only written.
        let isReplaced = kind == nil || kind == .typeRegular
        let beside = target.deletingLastPathComponent().appending(path: ".scorevision-\(UUID().uuidString)")
        let place = isReplaced ? beside : target
        do {
            if isReplaced, !files.createFile(atPath: place.path, contents: nil) {
                throw CocoaError(.fileWriteUnknown)
            }
            let handle = try FileHandle(forWritingTo: place)
            try body { try handle.write(contentsOf: Data($0)) }
            try handle.close()
            guard isReplaced, rename(place.path, target.path) != 0 else { return }
            throw CocoaError(.fileWriteNoPermission)
        } catch {
            if isReplaced { try? files.removeItem(at: place) }
            throw error is OutputError ? error : OutputError(path: path, reason: error.localizedDescription)
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
