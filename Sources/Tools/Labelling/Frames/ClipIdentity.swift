import Foundation
import Platform

/// By what a clip is known again, so that two clips of one name don't share their labels.
struct ClipIdentity: Hashable, Codable, Sendable {
    /// The file's name.
    var clip: String
    /// Bytes of the file.
    var size: UInt64
    /// A hash of the file's first and last 64 KiB.
    var fingerprint: String
    /// Pixels of a frame.
    var width: Int
    var height: Int

    private static let sampled: UInt64 = 64 << 10

    init(path: String, width: Int, height: Int) throws {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            size = try file.seekToEnd()
            try file.seek(toOffset: 0)
            var hash = ContentHash()
            hash.add(try file.read(upToCount: Int(Self.sampled)) ?? Data())
            try file.seek(toOffset: size > Self.sampled ? size - Self.sampled : 0)
            hash.add(try file.read(upToCount: Int(Self.sampled)) ?? Data())
            fingerprint = hash.text
        } catch {
            throw LabellingError(.unreadable, "The clip can't be read.", context: path)
        }
        clip = URL(fileURLWithPath: path).lastPathComponent
        self.width = width
        self.height = height
    }
}
