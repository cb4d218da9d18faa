import Analysis
import Results

/// Limits on the data that the service accepts from a worker, which an attacker may control. An honest worker keeps to
/// them.
///
/// `WorkerMessage` limits the kinds and lengths of single messages.
package struct WorkerLimits: Sendable {
    /// The largest answer, in bytes. The result of one hour of video fits.
    package var replyBytes = 256 << 20
    /// The largest total size of all other messages during one job, in bytes. Ten progress reports a second for an hour
    /// use a third of it.
    package var otherBytes = 16 << 20
    /// How long a worker may take to answer after the deadline or a cancellation, in seconds.
    package var grace = 2.0

    package init() {}

    /// The largest number of characters in a text that enters responses, the history or the log.
    static let longestText = 1000
    /// The longest URL of a clip, in bytes of UTF-8.
    package static let longestURL = 8192
    /// The largest number of characters in the name of a model or a device.
    static let longestName = 100
    /// The largest count. No clip, picture or batch comes close, and a sum of a million such counts does not overflow.
    static let mostCount = 1 << 30
    /// The longest duration, in seconds: one day.
    static let mostSeconds = 86_400.0

    /// Returns a count, clamped to the valid range.
    static func count(_ value: Int) -> Int { min(max(value, 0), mostCount) }

    /// Returns a number of bytes, clamped to the valid range.
    static func bytes(_ value: Int64) -> Int64 { min(max(value, 0), 1 << 50) }

    /// Returns a duration in seconds, clamped to the valid range; 0 for infinities and NaN.
    static func seconds(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), mostSeconds) : 0 }

    /// Returns a text without control characters, cut after `limit` characters.
    static func text(_ text: String, limit: Int = longestText) -> String {
        let scalars = text.unicodeScalars
        let safe = scalars.prefix(limit).map { Character($0.properties.generalCategory == .control ? " " : $0) }
        return String(safe) + (scalars.dropFirst(limit).isEmpty ? "" : "…")
    }
}

// The messages of a worker, with every number and text clamped to what the service can handle.

extension WorkerReport {
    package var bounded: WorkerReport {
        var report = self
        report.clip = WorkerLimits.text(clip, limit: WorkerLimits.longestURL)
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
    package var bounded: WorkerProgress {
        WorkerProgress(
            frames: WorkerLimits.count(frames), decodedFrames: WorkerLimits.count(decodedFrames),
            analysedFrames: WorkerLimits.count(analysedFrames), frameCount: frameCount.map(WorkerLimits.count),
            receivedBytes: receivedBytes.map(WorkerLimits.bytes), clipBytes: clipBytes.map(WorkerLimits.bytes))
    }
}

extension WorkerGreeting {
    package var bounded: WorkerGreeting {
        WorkerGreeting(
            model: WorkerLimits.text(model, limit: WorkerLimits.longestName),
            device: WorkerLimits.text(device, limit: WorkerLimits.longestName))
    }
}

extension ChallengeFailure {
    package var bounded: ChallengeFailure { ChallengeFailure(code, WorkerLimits.text(message)) }
}
