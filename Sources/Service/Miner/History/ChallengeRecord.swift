import GRDB

/// One challenge, as the history keeps it.
struct ChallengeRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "challenge"

    /// What became of it.
    enum State: String, Codable, Sendable {
        case running, answered, partial, failed
        /// The service ended while it ran.
        case interrupted
    }

    /// Ours, from 1 on.
    var id: Int64
    /// As the validator calls it.
    var challengeID: String
    /// The endpoint: `challenge` or `predict`.
    var kind: String
    /// The validator's hotkey; nil where nobody had to say.
    var validator: String?
    /// Seconds since 1970.
    var received: Double
    var state: State
    /// The HTTP status of the answer; 0 while it runs.
    var status = 0
    /// Why it failed.
    var message: String?
    /// The clip's address without its query.
    var clip: String
    var frames = 0
    var analysedFrames = 0
    var width = 0
    var height = 0
    /// Seconds. Stages overlap; `total` is from arrival to answer.
    var queueSeconds = 0.0
    var downloadSeconds = 0.0
    var decodeSeconds = 0.0
    var inferenceSeconds = 0.0
    var totalSeconds = 0.0
    /// Settings of the analysis by name, as JSON.
    var settings: String
}

extension ChallengeRecord {
    mutating func take(_ report: WorkerReport) {
        if !report.clip.isEmpty { clip = report.clip }
        (frames, analysedFrames) = (report.frames, report.analysedFrames)
        (width, height) = (report.width, report.height)
        downloadSeconds = report.timings["download"] ?? 0
        decodeSeconds = report.timings["decode"] ?? 0
        inferenceSeconds = report.timings["detect"] ?? 0
    }
}
