/// The settings and limits of a download.
public struct DownloadSettings: Hashable, Sendable {
    /// The largest clip, in bytes.
    public var maximumBytes: Int64 = 512 << 20
    /// The time limit for the whole download, in seconds.
    public var totalSeconds = 600.0
    /// The time limit for a connection, and the time without data after which it counts as dead, in seconds.
    public var idleSeconds = 15.0
    /// The number of redirects that one request may follow.
    public var maximumRedirects = 3
    /// The number of parts that are fetched at the same time, if the server supports ranges.
    public var connections = 4
    /// The number of retries after failures, as long as no byte arrives between them.
    public var retries = 4
    /// The longest wait before a retry that a server may ask for, in seconds.
    public var longestWait = 10.0
    /// The size of one request, in bytes. Parts close to the reader's position are small, so that it need not wait for
    /// bytes that it does not need yet. Parts further ahead are large, because each request has a cost.
    public var segmentBytes: ClosedRange<Int64> = 256 << 10...4 << 20
    /// The folder for the temporary file; `nil` uses `TMPDIR`, or `/tmp` if that is not set.
    public var folder: String?

    /// Creates the default settings.
    public init() {}
}
