/// What a worker tells of a job that it has answered; the answer itself comes before it, as bytes.
struct WorkerReport: Codable, Sendable, Hashable {
    /// The clip without its query, or how many pictures there were.
    var clip = ""
    var width = 0
    var height = 0
    /// Frames answered.
    var frames = 0
    /// Frames that the model saw.
    var analysedFrames = 0
    var batchSize = 1
    /// Whether the time was up before the clip's end.
    var isPartial = false
    /// Seconds by the stage's name; stages overlap.
    var timings: [String: Double] = [:]
    /// Seconds from the job's arrival at the service.
    var processingTime = 0.0

    /// Of the places in the model's batches, the share that held a picture.
    var batchFill: Double {
        guard analysedFrames > 0, batchSize > 0 else { return 0 }
        let runs = (Double(analysedFrames) / Double(batchSize)).rounded(.up)
        return Double(analysedFrames) / (runs * Double(batchSize))
    }
}

/// How far a job is.
struct WorkerProgress: Codable, Sendable, Hashable {
    /// Frames done, those between analysed ones included.
    var frames = 0
    /// Frames that the clip is decoded up to.
    var decodedFrames = 0
    /// Frames that the model has seen.
    var analysedFrames = 0
    /// What the container says that there are.
    var frameCount: Int?
    var receivedBytes: Int64?
    var clipBytes: Int64?
}

/// What a worker says once it can work.
struct WorkerGreeting: Codable, Sendable, Hashable {
    /// The model's name and version.
    var model: String
    var device: String
}

/// What a job came to.
struct WorkerReply: Sendable {
    var bytes: [UInt8]
    var report: WorkerReport
}
