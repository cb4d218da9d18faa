// Unsafe: hands the storage of arrays to zlib, with their own counts.
import CZlib

/// Bytes as zlib packs them (RFC 1950). Results of JSON take about a fifth.
struct Compressed: Sendable, Equatable {
    var bytes: [UInt8]
    /// Bytes before packing.
    var originalCount: Int

    private static let level: Int32 = 3

    init(bytes: [UInt8], originalCount: Int) {
        self.bytes = bytes
        self.originalCount = originalCount
    }

    /// Packs bytes; nil if zlib has no memory. Takes some 10 ms a megabyte.
    init?(packing original: [UInt8]) {
        var count = compressBound(uLong(original.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&packed, &count, original, uLong(original.count), Self.level) == Z_OK else { return nil }
        packed.removeLast(packed.count - Int(count))
        self.init(bytes: packed, originalCount: original.count)
    }

    /// The bytes before packing; nil if they are damaged or aren't as many as they were.
    var unpacked: [UInt8]? {
        guard (0...Self.mostBytes).contains(originalCount) else { return nil }
        var original = [UInt8](repeating: 0, count: originalCount)
        var count = uLong(originalCount)
        guard uncompress(&original, &count, bytes, uLong(bytes.count)) == Z_OK, Int(count) == originalCount else {
            return nil
        }
        return original
    }

    /// No result is longer, so a database that says so is damaged.
    private static let mostBytes = WorkerLimits().replyBytes
}
