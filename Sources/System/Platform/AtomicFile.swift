import Foundation
import Synchronization

/// Files that are there whole or not at all.
public enum AtomicFile {
    /// The files that are being written under another name.
    private static let unfinished = Mutex<Set<String>>([])

    /// Writes the bytes beside `path` and renames the file, so that nobody ever reads half of it.
    ///
    /// Where the task is cancelled, what was there before stays.
    /// - Throws: ``OutputError`` where the folder is missing or can't be written, `CancellationError`.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { sink in try sink(bytes) }
    }

    /// Writes bytes that come piece by piece, each through the function that `body` is given; otherwise as
    /// `write(_:to:)` does.
    /// - Throws: ``OutputError`` where the folder is missing or can't be written, or where `body` throws;
    ///   `CancellationError`.
    public static func write(to path: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        do {
            if isStream(path) {
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try fill(handle, body)
            } else {
                try replace(URL(fileURLWithPath: path).resolvingSymlinksInPath(), body)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw error is OutputError ? error : OutputError(path: path, reason: error.localizedDescription)
        }
    }

    /// Whether `path` is a pipe or a device: that can't be replaced, only written, and writing may wait for a reader.
    public static func isStream(_ path: String) -> Bool {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let kind = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        return kind != nil && kind != .typeRegular && kind != .typeDirectory
    }

    /// Removes what is half-written, for a process that ends at once.
    public static func discardUnfinished() {
        for path in unfinished.withLock({ $0 }) { unlink(path) }
    }

    private static func replace(_ target: URL, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        let place = target.deletingLastPathComponent().appending(path: ".scorevision-\(UUID().uuidString)")
        unfinished.withLock { _ = $0.insert(place.path) }
        defer { unfinished.withLock { _ = $0.remove(place.path) } }
        guard FileManager.default.createFile(atPath: place.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        do {
            try fill(FileHandle(forWritingTo: place), body)
            try Task.checkCancellation()
            guard rename(place.path, target.path) == 0 else { throw CocoaError(.fileWriteNoPermission) }
        } catch {
            unlink(place.path)
            throw error
        }
    }

    private static func fill(_ handle: FileHandle, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        defer { try? handle.close() }
        try body { bytes in
            try Task.checkCancellation()
            try handle.write(contentsOf: Data(bytes))
        }
        // A disk that is full may say so only here.
        try handle.close()
    }

    /// Finds out before the work whether a file can be written at `path`, and makes the folder where it is missing.
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
