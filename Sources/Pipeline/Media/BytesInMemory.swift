/// A clip or a picture in memory.
public struct BytesInMemory: ByteSource {
    private let bytes: [UInt8]

    /// Makes a source of bytes in memory.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The number of bytes.
    public var size: Int64? { Int64(bytes.count) }

    /// Copies bytes from `offset` into `buffer` and returns their number; 0 at the end. Never throws.
    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard offset >= 0, offset < Int64(bytes.count) else { return 0 }
        let part = bytes[Int(offset)...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        return part.count
    }
}
