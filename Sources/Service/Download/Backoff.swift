import Foundation

/// The pauses between tries: a quarter of a second, then twice as long each time, a fifth more or less so that clients
/// don't come back in step.
struct Backoff {
    private let settings: DownloadSettings
    private var failures = 0

    init(_ settings: DownloadSettings) { self.settings = settings }

    /// Waits before the next try. Throws the setback's error where there is to be none.
    mutating func pause(after setback: Setback) async throws {
        failures += 1
        guard setback.isWorthRetrying, failures <= settings.retries else { throw setback.error }
        if let asked = setback.wait, asked > .seconds(settings.longestWait) {
            var error = setback.error
            error.detail = "it asks to be left alone for \(asked.components.seconds) s"
            throw error
        }
        let usual = 0.25 * pow(2, Double(failures - 1)) * Double.random(in: 0.8...1.2)
        try await Task.sleep(for: setback.wait ?? .seconds(usual))
    }

    /// Something has arrived since: start over.
    mutating func reset() { failures = 0 }
}
