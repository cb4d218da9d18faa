import Analysis
import Download
import Foundation
import Platform

/// Where a worker stores its copy of a clip.
package struct ClipCopy: Codable, Sendable, Hashable {
    let path: String
    /// The largest clip to keep, in bytes.
    let mostBytes: Int

    package init(path: String, mostBytes: Int) {
        self.path = path
        self.mostBytes = mostBytes
    }

    /// The suffix of a file that is still being written.
    package static let unfinished = ".part"
    private static let pieceLength = 1 << 20

    /// Writes a completely downloaded clip. A failure does not affect the challenge, so the method throws nothing.
    func write(_ download: ClipDownload) async {
        guard let size = download.size, size <= Int64(mostBytes) else { return }
        try? await BlockingWork.run("keep") {
            let part = path + Self.unfinished
            do {
                try Self.copy(download, to: part)
                try FileManager.default.moveItem(atPath: part, toPath: path)
            } catch {
                try? FileManager.default.removeItem(atPath: part)
                throw error
            }
        }
    }

    private static func copy(_ download: ClipDownload, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var piece = [UInt8](repeating: 0, count: pieceLength)
        var offset: Int64 = 0
        while true {
            let count = try piece.withUnsafeMutableBytes { try download.read(at: offset, into: $0) }
            guard count > 0 else { return try file.close() }
            try file.write(contentsOf: piece.prefix(count))
            offset += Int64(count)
        }
    }
}
