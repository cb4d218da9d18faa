import Foundation
import Synchronization

/// Files that appear completely or not at all.
public enum AtomicFile {
    /// The temporary files that are being written.
    private static let unfinished = Mutex<Set<String>>([])

    /// Writes bytes to a temporary file next to `path` and renames it, so that no one reads an incomplete file.
    ///
    /// If the task is cancelled, the previous file remains.
    ///
    /// - Throws: ``OutputError`` if the folder is missing or can't be written, `CancellationError` if the task is
    ///   cancelled.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { sink in try sink(bytes) }
    }

    /// Writes bytes that arrive in pieces, each through the function that `body` receives. See `write(_:to:)` for the
    /// rest.
    ///
    /// - Throws: ``OutputError`` if the folder is missing or can't be written, or if `body` throws; `CancellationError`
    ///   if the task is cancelled.
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

    /// Returns whether `path` is a pipe or a device. Such a file can't be replaced, only written to, and writing may
    /// wait for a reader.
    public static func isStream(_ path: String) -> Bool {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let kind = try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        return kind != nil && kind != .typeRegular && kind != .typeDirectory
    }

    /// Deletes incomplete temporary files, for a process that ends at once.
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
        // A full disk may be reported only here.
        try handle.close()
    }

    /// Checks before the work whether a file can be written at `path`, and creates its folder if it is missing.
    ///
    /// Neither opens a pipe or a device nor creates anything beside it.
    ///
    /// - Throws: ``OutputError`` if the file can't be written.
    public static func prepare(_ path: String) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw OutputError(path: path, reason: "it is a folder; name a file")
        }
        guard !isStream(path) else {
            guard access(path, W_OK) == 0 else {
                throw OutputError(path: path, reason: String(cString: strerror(errno)))
            }
            return
        }
        // A link is followed, as when the file is written.
        let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: "the folder \(folder) can't be created")
        }
        // Permissions aren't sufficient (the disk may be full or read-only, the folder special), so a file is created
        // and deleted.
        let trial = folder + "/.scorevision-\(UUID().uuidString)"
        guard files.createFile(atPath: trial, contents: Data([0])) else {
            throw OutputError(
                path: path, reason: "the folder \(folder) can't be written to; choose another or change permissions")
        }
        try? files.removeItem(atPath: trial)
    }
}

/// A failure to write a file.
public struct OutputError: Error, CustomStringConvertible, Sendable {
    /// The path of the file.
    public let path: String
    /// The reason in words, without a full stop.
    public let reason: String

    /// Makes an error.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The path and the reason, as one line.
    public var description: String { "can't write \(path): \(reason)" }
}
