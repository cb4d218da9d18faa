public import Media

/// A clip on its way here, that can be read while it comes.
///
/// A read of bytes that aren't there yet blocks until they are, and makes the download fetch them next where the server
/// gives parts. So reads belong on a thread of their own. They throw the `DownloadError` that the download ended with.
public final class ClipDownload: ByteSource {
    public let url: ClipURL
    private let bytes: ArrivingBytes

    init(url: ClipURL, bytes: ArrivingBytes) {
        self.url = url
        self.bytes = bytes
    }

    /// In bytes; nil until the server has said it, or, where it never does, until all has arrived.
    public var size: Int64? { bytes.size }

    public var isComplete: Bool { bytes.progress.isComplete }

    public var progress: DownloadProgress { bytes.progress }

    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try bytes.read(at: offset, into: buffer)
    }

    /// Ends the download where it is: reads of what isn't here throw from now on.
    public func stop() { bytes.fail(.stopped) }

    /// Waits until all of it is here. Throws the `DownloadError` that the download ended with.
    public func finished() async throws { try await bytes.finished() }
}

/// How far a download is.
public struct DownloadProgress: Hashable, Sendable {
    /// Bytes here.
    public var received: Int64
    /// Bytes of the whole clip; nil where the server doesn't say.
    public var total: Int64?
    /// Since the download began, up to its end.
    public var time: Duration
    public var isComplete: Bool
}
