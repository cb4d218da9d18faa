/// Bytes that a clip is read from: a file, memory, or a download that still grows.
///
/// Reads are positional, so a source needs no state of its own and may be shared by several readers.
public protocol ByteSource: Sendable {
    /// The number of bytes, or nil where it isn't known yet.
    var size: Int64? { get }

    /// Whether all of it can be read without waiting. Until then a clip is read in an order that fits one on its way.
    var isComplete: Bool { get }

    /// Copies bytes from `offset` on into `buffer` and returns how many, at least one; 0 only at the end.
    ///
    /// Where the bytes are still on their way it blocks until some are there.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteSource {
    public var isComplete: Bool { true }
}
