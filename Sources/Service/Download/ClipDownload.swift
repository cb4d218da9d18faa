public import Media

/// A clip that can be read while it is being downloaded.
///
/// A read of bytes that have not arrived yet blocks until they do. If the server supports ranges, the download fetches
/// them next. Call reads on a thread of their own. They throw the `DownloadError` with which the download failed.
public final class ClipDownload: ByteSource {
    /// The URL of the clip.
    public let url: ClipURL
    private let bytes: ArrivingBytes

    init(url: ClipURL, bytes: ArrivingBytes) {
        self.url = url
        self.bytes = bytes
    }

    /// The size of the clip, in bytes. It is `nil` until the server reports it or, if it never does, until all bytes
    /// have arrived.
    public var size: Int64? { bytes.size }

    /// Whether all bytes have arrived.
    public var isComplete: Bool { bytes.progress.isComplete }

    /// The progress of the download.
    public var progress: DownloadProgress { bytes.progress }

    /// Reads bytes at an offset and blocks until at least one of them has arrived; see `ByteSource`.
    ///
    /// - Parameters:
    ///   - offset: The offset of the first byte.
    ///   - buffer: Receives the bytes.
    /// - Returns: The number of bytes read; 0 at the end of the clip.
    /// - Throws: The `DownloadError` with which the download failed.
    public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try bytes.read(at: offset, into: buffer)
    }

    /// Stops the download. Reads throw from now on.
    public func stop() { bytes.fail(.stopped) }

    /// Waits until all bytes have arrived. Throws the `DownloadError` with which the download failed.
    public func finished() async throws { try await bytes.finished() }
}

/// The progress of a download.
public struct DownloadProgress: Hashable, Sendable {
    /// The number of bytes that have arrived.
    public var received: Int64
    /// The size of the clip in bytes, or `nil` if the server does not report it.
    public var total: Int64?
    /// The duration of the download so far, or of the whole download once it has ended.
    public var time: Duration
    /// Whether all bytes have arrived.
    public var isComplete: Bool
}
