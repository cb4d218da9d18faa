/// Downloads clips over HTTP and HTTPS.
///
///     let downloader = Downloader()
///     try await downloader.withDownload(of: ClipURL("https://example.com/clip.mp4")) { clip in
///         let reader = try VideoReader(source: clip, name: "\(clip.url)")
///         ...
///     }
///
/// Connections stay open for a while after a download, so that the next one from the same host can use them. They close
/// when the downloader is released.
public final class Downloader: Sendable {
    /// The settings and limits of downloads.
    public let settings: DownloadSettings
    private let policy: any HostPolicy
    private let resolver: any HostResolver
    private let client: HTTPClient

    /// Creates a downloader.
    ///
    /// - Parameters:
    ///   - settings: The settings and limits of downloads.
    ///   - policy: Decides which hosts and addresses may be contacted.
    ///   - resolver: Looks up host names.
    public convenience init(
        settings: DownloadSettings = DownloadSettings(), policy: any HostPolicy = AnyHostPolicy(),
        resolver: any HostResolver = SystemResolver()
    ) {
        self.init(settings: settings, policy: policy, resolver: resolver, certificates: nil)
    }

    /// Creates a downloader.
    ///
    /// - Parameter certificates: A file of the certificates to trust; `nil` uses the system's.
    init(settings: DownloadSettings, policy: any HostPolicy, resolver: any HostResolver, certificates: String?) {
        self.settings = settings
        self.policy = policy
        self.resolver = resolver
        client = HTTPClient(certificates: certificates)
    }

    deinit { client.close() }

    /// Runs `body` with a clip while it is being downloaded.
    ///
    /// The download ends when `body` returns, complete or not, and its bytes are deleted when the clip is released.
    /// Cancelling the task stops both at once; reads of the clip then throw.
    ///
    /// - Throws: The `DownloadError` of a failed download, no matter how `body` handled it; `CancellationError`; or the
    ///   error of `body`.
    public func withDownload<Result: Sendable>(
        of url: ClipURL, _ body: @Sendable (ClipDownload) async throws -> Result
    ) async throws -> Result {
        let bytes = ArrivingBytes(
            file: try UnlinkedFile(folder: settings.folder), lengths: settings.segmentBytes)
        let requests = RangeRequests(settings: settings, policy: policy, resolver: resolver, client: client)
        let transfer = Transfer(url: url, bytes: bytes, requests: requests, settings: settings)
        return try await withTaskCancellationHandler {
            async let _ = transfer.run()
            do {
                let result = try await body(ClipDownload(url: url, bytes: bytes))
                try Task.checkCancellation()
                // Leaving this scope cancels the transfer and waits for it to end.
                bytes.fail(.stopped)
                return result
            } catch {
                let failure = bytes.failure
                bytes.fail(.stopped)
                try Task.checkCancellation()
                throw failure ?? error
            }
        } onCancel: {
            bytes.fail(.stopped)
        }
    }
}
