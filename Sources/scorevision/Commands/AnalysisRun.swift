import Analysis
import Foundation
import Inference
import Logging
import Media

/// One run of `analyze`: checks, analyses, writes, tells.
struct AnalysisRun: Sendable {
    let clip: String
    /// `-` for standard output.
    let output: String
    let annotate: String?
    /// Where the trace goes.
    let timings: String?
    let format: ResultFormat
    let model: String
    let challengeID: String
    let settings: AnalysisSettings
    let logger: Logger
    let isQuiet: Bool

    /// What is written: the result unless it goes to standard output, the annotated clip, and the trace.
    private var files: [String] { [output == "-" ? nil : output, annotate, timings].compactMap(\.self) }

    /// The result, once it is written.
    func perform() async throws -> ClipResult {
        // What can fail at once fails before the work.
        for path in files { try AtomicFile.prepare(path) }
        let package = try ModelPackage.load(model)
        let name = "\(package.manifest.name) \(package.manifest.version)"
        logger.info(
            """
            Device cpu (OpenVINO \(OpenVINOEngine.version)), model \(name), timeout \(timeout), \
            prefetch \(settings.prefetchFrames), stride \(settings.frameStride), batch size \(settings.batchSize), \
            image size \(settings.imageSize)
            """)
        let trace = timings.map { _ in Trace() }
        var analyzer = ClipAnalyzer(settings: settings, model: name) { aspect in
            try Detector(package: package, settings: settings.detectorSettings(aspect: aspect))
        }
        analyzer.trace = trace
        let progress = isQuiet ? nil : ProgressDisplay(verb: "Processed", logger: logger)
        let total = FrameTotal()
        let result: ClipResult
        do {
            result = try await analyzer.analyze(path: clip, challengeID: challengeID) { event in
                switch event {
                case .opened(_, let count): total.set(count)
                case .progress(let frames): progress?.update(done: frames, total: total.value)
                }
            }
            progress?.finish()
        } catch {
            progress?.finish()
            // A stage that was cancelled says so in its own words.
            throw Task.isCancelled ? CancellationError() : error
        }
        try Task.checkCancellation()
        let encode = { format.encode(result) }
        let bytes = trace?.measure("encode", encode) ?? encode()
        if output == "-" {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } else {
            try AtomicFile.write(bytes, to: output)
        }
        if let annotate {
            try await AnnotatedVideo(clip: clip, output: annotate, result: result).write(
                progress: isQuiet ? nil : ProgressDisplay(verb: "Drew", logger: logger))
        }
        if let trace, let timings { try AtomicFile.write(trace.encoded, to: timings) }
        tell(result)
        return result
    }

    /// The time budget as operators call it.
    private var timeout: String { settings.timeBudget.map { "\($0)s" } ?? "none" }

    private func tell(_ result: ClipResult) {
        let rate = Double(result.frames.count) / max(result.processingTime, 1e-9)
        logger.info(
            """
            Processed \(result.frames.count) frames with stride \(settings.frameStride) in \
            \(decimal(result.processingTime, 2))s (\(decimal(rate, 2)) fps)
            """)
        let stages = Stage.allCases.map { "\($0.rawValue) \(decimal(result.timings[$0], 2))s" }
        logger.info("Time in each stage, which overlap: \(stages.joined(separator: ", "))")
        logger.info("\(ResultSummary(result).text)")
        for path in files { logger.info("Wrote \(path)") }
        if result.clip.endedEarly {
            let missing = result.clip.ending?.missingFrames.map { ", \($0) frames are missing" } ?? ""
            logger.warning("\(clip): the clip ends early\(missing); the result holds what could be read")
        } else if let errors = result.clip.ending?.decodingErrors, errors > 0 {
            logger.warning("\(clip): \(errors) damaged packets were passed over; frames near them may be wrong")
        }
    }
}

/// A number with a fixed count of decimals.
func decimal(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
}
