import Foundation
import Platform

/// The properties that identify a clip, so that two clips with the same name do not share labels.
struct ClipIdentity: Hashable, Codable, Sendable {
    /// The name of the file.
    var clip: String
    /// The size of the file, in bytes.
    var size: UInt64
    /// A hash of the file's first and last 64 KiB.
    var fingerprint: String
    /// The size of a frame, in pixels.
    var width: Int
    var height: Int

    private static let sampled: UInt64 = 64 << 10

    /// Reads the identity of a clip. Throws `unreadable` if the file cannot be read.
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
            throw LabellingError(.unreadable, "The clip cannot be read.", context: path)
        }
        clip = URL(fileURLWithPath: path).lastPathComponent
        self.width = width
        self.height = height
    }
}

/// A hash that detects accidental differences, but not deliberate ones: 64-bit FNV-1a (Fowler, Noll and Vo).
struct ContentHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// The hash as 16 hexadecimal digits.
    var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
