import Analysis
import Foundation
import Platform

/// A folder of the program's own for the length of some work.
enum TemporaryFolder {
    /// Gives the path of a new folder to `work` and takes it away with all that is in it.
    static func with<Result>(_ work: (String) async throws -> Result) async throws -> Result {
        let path = NSTemporaryDirectory() + "scorevision-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: "set TMPDIR to a folder that can be written")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await work(path)
    }
}
