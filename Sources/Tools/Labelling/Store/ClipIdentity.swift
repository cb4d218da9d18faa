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

/// Tells contents apart that differ by chance, not by intent: FNV-1a of 64 bits (Fowler, Noll and Vo).
struct ContentHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// 16 hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
