import Analysis
import Download
import Foundation
import Platform

/// The source of a benchmark's clip.
enum BenchmarkSource {
    case file(String)
    case url(ClipURL)
    /// A clip that is created on the spot, with its truth.
    case synthetic

    /// Chooses the source by the flags. Throws a `DownloadError` for an invalid URL.
    init(path: String?, url: String?) throws {
        if let url {
            self = .url(try ClipURL(url))
        } else {
            self = path.map { .file($0) } ?? .synthetic
        }
    }

    /// Downloads a clip to a file before any measurement, because each run is a separate process that opens it again.
    static func fetch(_ url: ClipURL, into path: String) async throws {
        try await Downloader().withDownload(of: url) { clip in
            try await clip.finished()
            try await BlockingWork.run("save") {
                _ = FileManager.default.createFile(atPath: path, contents: nil)
                let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                var piece = [UInt8](repeating: 0, count: 1 << 20)
                var offset: Int64 = 0
                while case let count = try piece.withUnsafeMutableBytes({ try clip.read(at: offset, into: $0) }),
                    count > 0
                {
                    try file.write(contentsOf: piece[..<count])
                    offset += Int64(count)
                }
                try file.close()
            }
        }
    }
}
