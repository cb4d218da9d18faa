/// How a clip is fetched, and how much a server may ask of us.
public struct DownloadSettings: Hashable, Sendable {
    /// The largest clip, in bytes.
    public var maximumBytes: Int64 = 512 << 20
    /// Seconds for the whole download.
    public var totalSeconds = 600.0
    /// Seconds for a connection to come about, and seconds without a byte after which it counts as dead.
    public var idleSeconds = 15.0
    /// Redirects followed for one request.
    public var maximumRedirects = 3
    /// Parts of the clip asked for at the same time, where the server gives parts.
    public var connections = 4
    /// Tries after a failure, as long as no byte arrives between them.
    public var retries = 4
    /// The longest that a server may tell us to wait before a retry, in seconds.
    public var longestWait = 10.0
    /// Bytes asked for at once. Parts near to where the reader stands are small, so that it needn't wait for parts it
    /// doesn't need yet; those far ahead are large, because each costs a request.
    public var segmentBytes: ClosedRange<Int64> = 256 << 10...4 << 20
    /// Where the bytes are kept, in a file without a name; nil takes `TMPDIR`, or else `/tmp`.
    public var folder: String?

    public init() {}
}
