/// A worker's report on an answered job. The answer itself precedes it, as bytes.
package struct WorkerReport: Codable, Sendable, Hashable {
    /// The clip's URL without its query, or the number of pictures.
    package var clip = ""
    package var width = 0
    package var height = 0
    /// The number of frames in the response.
    package var frames = 0
    /// The number of frames that the model analysed.
    package var analysedFrames = 0
    package var batchSize = 1
    /// Whether the deadline passed before the end of the clip.
    package var isPartial = false
    /// Seconds per stage, keyed by the stage's name. Stages overlap.
    package var timings: [String: Double] = [:]
    /// Seconds from the arrival of the request at the service.
    package var processingTime = 0.0

    package init() {}

    /// The share of the batch slots that held a picture, from 0 to 1.
    package var batchFill: Double {
        guard analysedFrames > 0, batchSize > 0 else { return 0 }
        let runs = (Double(analysedFrames) / Double(batchSize)).rounded(.up)
        return Double(analysedFrames) / (runs * Double(batchSize))
    }
}

/// The progress of a job.
package struct WorkerProgress: Codable, Sendable, Hashable {
    /// The number of finished frames, including interpolated ones.
    package var frames = 0
    /// The number of decoded frames.
    package var decodedFrames = 0
    /// The number of frames that the model has analysed.
    package var analysedFrames = 0
    /// The number of frames that the container announces, or `nil` if it does not.
    package var frameCount: Int?
    package var receivedBytes: Int64?
    package var clipBytes: Int64?

    package init(
        frames: Int = 0, decodedFrames: Int = 0, analysedFrames: Int = 0, frameCount: Int? = nil,
        receivedBytes: Int64? = nil, clipBytes: Int64? = nil
    ) {
        self.frames = frames
        self.decodedFrames = decodedFrames
        self.analysedFrames = analysedFrames
        self.frameCount = frameCount
        self.receivedBytes = receivedBytes
        self.clipBytes = clipBytes
    }
}

/// A worker's first message, sent once it is ready.
package struct WorkerGreeting: Codable, Sendable, Hashable {
    /// The name and version of the model.
    package var model: String
    package var device: String

    package init(model: String, device: String) {
        self.model = model
        self.device = device
    }
}

/// The result of a job: the bytes of the response and the report.
package struct WorkerReply: Sendable {
    package var bytes: [UInt8]
    package var report: WorkerReport

    package init(bytes: [UInt8], report: WorkerReport) {
        self.bytes = bytes
        self.report = report
    }
}
