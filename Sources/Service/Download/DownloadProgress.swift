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
