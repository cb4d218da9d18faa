/// A worker's report on an answered job. The answer itself precedes it, as bytes.
struct WorkerReport: Codable, Sendable, Hashable {
    /// The clip's URL without its query, or the number of pictures.
    var clip = ""
    var width = 0
    var height = 0
    /// The number of frames in the response.
    var frames = 0
    /// The number of frames that the model analysed.
    var analysedFrames = 0
    var batchSize = 1
    /// Whether the deadline passed before the end of the clip.
    var isPartial = false
    /// Seconds per stage, keyed by the stage's name. Stages overlap.
    var timings: [String: Double] = [:]
    /// Seconds from the arrival of the request at the service.
    var processingTime = 0.0

    /// The share of the batch slots that held a picture, from 0 to 1.
    var batchFill: Double {
        guard analysedFrames > 0, batchSize > 0 else { return 0 }
        let runs = (Double(analysedFrames) / Double(batchSize)).rounded(.up)
        return Double(analysedFrames) / (runs * Double(batchSize))
    }
}

/// The progress of a job.
struct WorkerProgress: Codable, Sendable, Hashable {
    /// The number of finished frames, including interpolated ones.
    var frames = 0
    /// The number of decoded frames.
    var decodedFrames = 0
    /// The number of frames that the model has analysed.
    var analysedFrames = 0
    /// The number of frames that the container announces, or `nil` if it does not.
    var frameCount: Int?
    var receivedBytes: Int64?
    var clipBytes: Int64?
}

/// A worker's first message, sent once it is ready.
struct WorkerGreeting: Codable, Sendable, Hashable {
    /// The name and version of the model.
    var model: String
    var device: String
}

/// The result of a job: the bytes of the response and the report.
struct WorkerReply: Sendable {
    var bytes: [UInt8]
    var report: WorkerReport
}
