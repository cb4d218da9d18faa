import Analysis
import Foundation
import Platform

/// A temporary folder that exists during some work.
enum TemporaryFolder {
    /// Calls `work` with the path of a new folder, and deletes the folder afterwards.
    static func with<Result>(_ work: (String) async throws -> Result) async throws -> Result {
        let path = NSTemporaryDirectory() + "scorevision-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: "set TMPDIR to a writable folder")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await work(path)
    }
}
