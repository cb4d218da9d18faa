import Analysis
import Platform
import Settings

/// What a child process has to do: analyse a clip in one setting and report how it went.
public struct RunJob: Hashable, Sendable, Codable {
    /// The clip's path.
    let clip: String
    /// The path of the model package.
    let model: String
    /// The settings by their names in the environment.
    let variables: [String: String]
    /// The most frames to analyse; nil = all.
    let frameLimit: Int?
    /// Where the report goes.
    let report: String
    /// Where the result goes, as the subnet's JSON; nil for nowhere.
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

/// What a child process measured in its run.
public struct RunReport: Hashable, Sendable, Codable {
    /// Seconds to load the model and to warm up: not part of the run.
    var startSeconds: Double
    /// Seconds from the opening of the clip to the encoded result.
    var seconds: Double
    /// Processor time of all threads in those seconds.
    var cpuSeconds: Double
    /// The most memory that the process ever held, in bytes.
    var peakMemory: Int
    /// The most memory that the GPUs of the run used beyond what they did before it, in bytes; nil without one.
    var peakGraphicsMemory: Int?
    /// Frames of the clip that were answered.
    var clipFrames: Int
    /// Frames that the model saw.
    var processedFrames: Int
    /// Seconds that each stage worked; stages overlap.
    var stages: [String: Double]
}

/// Why a setting could not be measured.
public struct RunFailure: Error, Hashable, Sendable, CustomStringConvertible {
    enum Code: String, Hashable, Sendable, Codable {
        /// The program said why.
        case refused
        /// The process was killed, as the system does with one that takes too much memory.
        case killed
        /// It took longer than a run may.
        case tooLong
        /// The time of the whole benchmark was up.
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

    /// Returns what the end of a process means.
    /// - Parameters:
    ///   - end: How the process ended.
    ///   - errors: What it wrote to standard error.
    static func ended(_ end: ChildProcess.End, errors: String) -> RunFailure {
        let reported = errors.split(whereSeparator: \.isNewline).map(String.init).last { !$0.contains(" INFO ") }
            .map { String($0.trimmingPrefix("Error: ")) }
        switch end {
        case .signalled(9): return RunFailure(.killed, "killed by the system, most likely for the memory it took")
        case .signalled(let signal):
            return RunFailure(.killed, "ended by signal \(signal)" + (reported.map { ": \($0)" } ?? ""))
        case .exited(let status): return RunFailure(.refused, reported ?? "ended with status \(status)")
        }
    }
}
