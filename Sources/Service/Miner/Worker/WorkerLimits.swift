import Analysis
import Results

/// The most that the service takes from a worker, whoever may have taken it over.
///
/// The kinds and lengths of single messages are bounded where they are read, see `WorkerMessage`.
struct WorkerLimits: Sendable {
    /// Bytes of one answer. An hour of video fits.
    var replyBytes = 256 << 20
    /// Bytes of all other messages during one job: ten reports of progress a second for an hour have a third of it.
    var otherBytes = 16 << 20
    /// Seconds after a job is due, or cancelled, that a worker has to say so.
    var grace = 2.0

    /// Characters of a text that goes into answers, the history and the log.
    static let longestText = 1000
    /// Characters of the name of a model or a device.
    static let longestName = 100
    /// No clip, no picture and no batch comes near it, and sums of a million of them are still numbers.
    static let mostCount = 1 << 30
    /// A day.
    static let mostSeconds = 86_400.0

    static func count(_ value: Int) -> Int { min(max(value, 0), mostCount) }

    static func bytes(_ value: Int64) -> Int64 { min(max(value, 0), 1 << 50) }

    /// 0 if it is no number.
    static func seconds(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), mostSeconds) : 0 }

    /// A text without control characters, up to a length.
    static func text(_ text: String, limit: Int = longestText) -> String {
        let scalars = text.unicodeScalars
        let safe = scalars.prefix(limit).map { Character($0.properties.generalCategory == .control ? " " : $0) }
        return String(safe) + (scalars.dropFirst(limit).isEmpty ? "" : "…")
    }
}

// What a worker sends, with every number and text within what the service can work with.

extension WorkerReport {
    var bounded: WorkerReport {
        var report = self
        report.clip = WorkerLimits.text(clip, limit: ChallengeRequest.longestURL)
        (report.width, report.height) = (WorkerLimits.count(width), WorkerLimits.count(height))
        (report.frames, report.analysedFrames) = (WorkerLimits.count(frames), WorkerLimits.count(analysedFrames))
        report.batchSize = max(1, WorkerLimits.count(batchSize))
        report.timings = [:]
        for stage in Stage.allCases {
            report.timings[stage.rawValue] = timings[stage.rawValue].map(WorkerLimits.seconds)
        }
        report.processingTime = WorkerLimits.seconds(processingTime)
        return report
    }
}

extension WorkerProgress {
    var bounded: WorkerProgress {
        WorkerProgress(
            frames: WorkerLimits.count(frames), decodedFrames: WorkerLimits.count(decodedFrames),
            analysedFrames: WorkerLimits.count(analysedFrames), frameCount: frameCount.map(WorkerLimits.count),
            receivedBytes: receivedBytes.map(WorkerLimits.bytes), clipBytes: clipBytes.map(WorkerLimits.bytes))
    }
}

extension WorkerGreeting {
    var bounded: WorkerGreeting {
        WorkerGreeting(
            model: WorkerLimits.text(model, limit: WorkerLimits.longestName),
            device: WorkerLimits.text(device, limit: WorkerLimits.longestName))
    }
}

extension MinerFailure {
    var bounded: MinerFailure { MinerFailure(code, WorkerLimits.text(message)) }
}
