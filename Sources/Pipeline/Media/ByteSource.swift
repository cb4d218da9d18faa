/// The bytes of a clip: a file, memory, or a download in progress.
///
/// Reads are positional, so a source has no read position, and several readers can share it.
public protocol ByteSource: Sendable {
    /// The number of bytes; `nil` while it is unknown.
    var size: Int64? { get }

    /// Whether all bytes can be read without waiting. Until then, a clip is read in an order that suits a download.
    var isComplete: Bool { get }

    /// Copies bytes from `offset` into `buffer` and returns their number: at least one, or 0 at the end.
    ///
    /// Blocks if the bytes haven't arrived yet, until some have. Throws an error if they can't be read.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteSource {
    /// The default: all bytes are available.
    public var isComplete: Bool { true }
}
