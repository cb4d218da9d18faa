/// Bytes that a clip is read from: a file, memory, or a download that still grows.
///
/// Reads are positional, so a source needs no state of its own and may be shared by several readers.
public protocol ByteSource: Sendable {
    /// The number of bytes, or nil where it isn't known yet.
    var size: Int64? { get }

    /// Copies bytes from `offset` on into `buffer` and returns how many, at least one; 0 only at the end.
    ///
    /// Where the bytes are still on their way it blocks until some are there.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
