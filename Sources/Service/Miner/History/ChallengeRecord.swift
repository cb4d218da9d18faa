import ClipWorker
import GRDB

/// One challenge as the history stores it.
struct ChallengeRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "challenge"

    /// The state of a challenge.
    enum State: String, Codable, Sendable {
        case running, answered, partial, failed
        /// The service ended while the challenge ran.
        case interrupted
    }

    /// The service's own id, from 1.
    var id: Int64
    /// The validator's id for the challenge.
    var challengeID: String
    /// The endpoint: `challenge` or `predict`.
    var kind: String
    /// The SS58 address of the validator's hotkey, or `nil` if signatures were not checked.
    var validator: String?
    /// When the challenge arrived, in seconds since 1970.
    var received: Double
    var state: State
    /// The HTTP status of the response; 0 while the challenge runs.
    var status = 0
    /// Why the challenge failed.
    var message: String?
    /// The URL of the clip without its query.
    var clip: String
    var frames = 0
    var analysedFrames = 0
    var width = 0
    var height = 0
    /// Durations in seconds. Stages overlap; `totalSeconds` runs from arrival to response.
    var queueSeconds = 0.0
    var downloadSeconds = 0.0
    var decodeSeconds = 0.0
    var inferenceSeconds = 0.0
    var totalSeconds = 0.0
    /// The settings of the analysis by name, as JSON.
    var settings: String
}

extension ChallengeRecord {
    /// Copies the figures of a worker's report.
    mutating func take(_ report: WorkerReport) {
        if !report.clip.isEmpty { clip = report.clip }
        (frames, analysedFrames) = (report.frames, report.analysedFrames)
        (width, height) = (report.width, report.height)
        downloadSeconds = report.timings["download"] ?? 0
        decodeSeconds = report.timings["decode"] ?? 0
        inferenceSeconds = report.timings["detect"] ?? 0
    }
}
