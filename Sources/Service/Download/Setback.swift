/// Something that went wrong on the way, and whether trying again makes sense.
struct Setback: Error {
    var error: DownloadError
    var isWorthRetrying: Bool
    /// How long the server asks to be left alone.
    var wait: Duration?

    init(_ error: DownloadError, isWorthRetrying: Bool, wait: Duration? = nil) {
        self.error = error
        self.isWorthRetrying = isWorthRetrying
        self.wait = wait
    }
}
