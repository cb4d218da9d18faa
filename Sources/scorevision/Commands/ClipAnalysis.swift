import Analysis
import Detection
import Evaluation
import Foundation
import Logging
import Observations
import Platform
import Results

/// An analysis of a clip whose result is used by another command.
struct ClipAnalysis: Sendable {
    let clip: String
    let model: String
    let settings: AnalysisSettings

    /// Returns the result that `analyze` would write.
    func observations(logger: Logger) async throws -> ClipObservations {
        let (package, maker) = try await BlockingWork.run("devices") {
            let package = try ModelPackage.load(model)
            return (
                package,
                try DetectorFactory(packages: [package], settings: settings) { logger.notice("\($0)") }
            )
        }
        let name = "\(package.manifest.name) \(package.manifest.version)"
        var analyzer = ClipAnalyzer(settings: maker.plan.settings, model: name) { try maker.detector(aspect: $0) }
        analyzer.decodingCard = maker.plan.decodingCard
        let progress = ProgressDisplay(verb: "Analysed", logger: logger)
        defer { progress.finish() }
        let total = FrameTotal()
        let challengeID = URL(fileURLWithPath: clip).lastPathComponent
        let result = try await analyzer.analyze(path: clip, challengeID: challengeID) { event in
            switch event {
            case .opened(_, let count): total.set(count)
            case .notice(let text): logger.notice("\(text)")
            case .decoded: break
            case .progress(let frames): progress.update(done: frames, total: total.value)
            }
        }
        return try await BlockingWork.run("read") {
            try ClipObservations(json: ResultFormat.challenge.encode(result), source: clip)
        }
    }
}
