// Unsafe: passes the storage of arrays to zlib, with their own counts.
import CZlib
import ClipWorker

/// Bytes in zlib format (RFC 1950). JSON results shrink to about a fifth.
struct Compressed: Sendable, Equatable {
    var bytes: [UInt8]
    /// The number of bytes before compression.
    var originalCount: Int

    private static let level: Int32 = 3

    init(bytes: [UInt8], originalCount: Int) {
        self.bytes = bytes
        self.originalCount = originalCount
    }

    /// Compresses bytes; takes about 10 ms per megabyte. Returns `nil` if zlib runs out of memory.
    init?(packing original: [UInt8]) {
        var count = compressBound(uLong(original.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&packed, &count, original, uLong(original.count), Self.level) == Z_OK else { return nil }
        packed.removeLast(packed.count - Int(count))
        self.init(bytes: packed, originalCount: original.count)
    }

    /// The original bytes, or `nil` if the data is damaged or its length does not match `originalCount`.
    var unpacked: [UInt8]? {
        guard (0...Self.mostBytes).contains(originalCount) else { return nil }
        var original = [UInt8](repeating: 0, count: originalCount)
        var count = uLong(originalCount)
        guard uncompress(&original, &count, bytes, uLong(bytes.count)) == Z_OK, Int(count) == originalCount else {
            return nil
        }
        return original
    }

    /// The longest possible result; a larger count means that the database is damaged.
    private static let mostBytes = WorkerLimits().replyBytes
}
