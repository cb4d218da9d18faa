import Analysis
import Foundation
import Platform
import Settings

/// The job of a child process: analyse a clip with one setting and report the measurements.
public struct RunJob: Hashable, Sendable, Codable {
    /// The path of the clip.
    let clip: String
    /// The path of the model package.
    let model: String
    /// The settings, keyed by their names in the environment.
    let variables: [String: String]
    /// The largest number of frames to analyse; `nil` for all.
    let frameLimit: Int?
    /// The path for the report.
    let report: String
    /// The path for the result in the subnet's JSON; `nil` to write none.
    let result: String?

    init(
        clip: String, model: String, settings: AnalysisSettings, frameLimit: Int?, report: String, result: String?
    ) {
        self.clip = clip
        self.model = model
        variables = settings.variablesByName
        self.frameLimit = frameLimit
        self.report = report
        self.result = result
    }
}

/// The measurements of one run.
public struct RunReport: Hashable, Sendable, Codable {
    /// The time to load and warm up the model, in seconds. It is not part of the run.
    var startSeconds: Double
    /// The time from opening the clip to the encoded result, in seconds.
    var seconds: Double
    /// The processor time of all threads during the run, in seconds.
    var cpuSeconds: Double
    /// The peak memory of the process, in bytes.
    var peakMemory: Int
    /// The peak memory of the GPUs above the level before the run, in bytes; `nil` without a GPU.
    var peakGraphicsMemory: Int?
    /// The number of frames in the result.
    var clipFrames: Int
    /// The number of frames that the model analysed.
    var processedFrames: Int
    /// The seconds that each stage worked, keyed by the stage's name. Stages overlap.
    var stages: [String: Double]
}

/// The reason why a setting was not measured.
public struct RunFailure: Error, Hashable, Sendable, CustomStringConvertible {
    enum Code: String, Hashable, Sendable, Codable {
        /// The program reported an error.
        case refused
        /// The process was killed, for example because it used too much memory.
        case killed
        /// The run exceeded its time limit.
        case tooLong
        /// The benchmark ran out of time before the run.
        case leftOut
    }

    let code: Code
    let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }

    /// Interprets the end of a process.
    ///
    /// - Parameters:
    ///   - end: How the process ended.
    ///   - errors: What it wrote to standard error.
    static func ended(_ end: ChildProcess.End, errors: String) -> RunFailure {
        let reported = errors.split(whereSeparator: \.isNewline).map(String.init).last { !$0.contains(" INFO ") }
            .map { String($0.trimmingPrefix("Error: ")) }
        switch end {
        case .signalled(SIGKILL):
            return RunFailure(.killed, "killed by the system, probably because it used too much memory")
        case .signalled(let signal):
            return RunFailure(.killed, "ended by signal \(signal)" + (reported.map { ": \($0)" } ?? ""))
        case .exited(let status): return RunFailure(.refused, reported ?? "ended with status \(status)")
        }
    }
}
