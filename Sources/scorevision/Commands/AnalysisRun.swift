import Analysis
import Detection
import Download
import Foundation
import Logging
import Media
import Observations
import Platform
import Results

/// One run of `analyze`: checks the inputs, analyses the clip, and writes and reports the result.
struct AnalysisRun: Sendable {
    let clip: ClipArgument
    /// The path of the result; `-` for standard output.
    let output: String
    let annotate: String?
    /// The path of the trace.
    let timings: String?
    let format: ResultFormat
    /// The paths of the models. Several models run side by side.
    let models: [String]
    let challengeID: String
    let settings: AnalysisSettings
    let logger: Logger
    let isQuiet: Bool

    private let written = WrittenFiles()

    /// The message of an interrupted command.
    var interruption: String { written.interruption(of: [resultName, annotate, timings].compactMap(\.self)) }

    /// The name of the result's destination in messages.
    private var resultName: String { output == "-" ? "the result on standard output" : output }

    /// The files to write: the result unless it goes to standard output, the annotated clip and the trace.
    private var files: [String] { [output == "-" ? nil : output, annotate, timings].compactMap(\.self) }

    /// Performs the run and returns the result after it is written.
    func perform() async throws -> ClipResult {
        // Checks that can fail early run before the analysis.
        let packages = try await BlockingWork.run("prepare") {
            for path in files { try AtomicFile.prepare(path) }
            return try models.map { try ModelPackage.load($0) }
        }
        switch clip {
        case .file(let path): return try await perform(on: .file(path: path), packages: packages)
        case .url(let url):
            return try await Downloader().withDownload(of: url) { download in
                logger.info("Downloading \(url)")
                return try await perform(on: .bytes(download, name: "\(url)"), download: download, packages: packages)
            }
        }
    }

    private func perform(
        on source: ClipSource, download: ClipDownload? = nil, packages: [ModelPackage]
    ) async throws -> ClipResult {
        let maker = try await BlockingWork.run("devices") { [settings, logger] in
            try DetectorFactory(packages: packages, settings: settings) { logger.notice("\($0)") }
        }
        let settings = maker.plan.settings
        let name = packages.map { "\($0.manifest.name) \($0.manifest.version)" }.joined(separator: " + ")
        let engine = try await BlockingWork.run("devices") { try maker.engineName() }
        logger.info(
            """
            Device \(maker.plan.name), because \(maker.plan.reason), \(engine), model \(name), timeout \(timeout), \
            prefetch \(settings.prefetchFrames), stride \(settings.frameStride), batch size \(settings.batchSize), \
            image size \(settings.imageSize)
            """)
        let trace = timings.map { _ in Trace() }
        var analyzer = ClipAnalyzer(settings: settings, model: name) {
            let detector = try maker.detector(aspect: $0)
            if !maker.plan.cards.isEmpty, annotate == nil { FastExit.keep(detector) }
            return detector
        }
        analyzer.trace = trace
        analyzer.decodingCard = maker.plan.decodingCard
        let progress =
            isQuiet ? nil : ProgressDisplay(verb: "Processed", logger: logger, note: { download?.progress.note })
        let total = FrameTotal()
        var result: ClipResult
        async let _ = progress?.keepUp(while: { download?.progress.isComplete == false })
        do {
            defer { progress?.finish() }
            result = try await analyzer.analyze(source, challengeID: challengeID) { event in
                switch event {
                case .opened(_, let count):
                    total.set(count)
                    if count == nil, settings.timeBudget != nil {
                        logger.warning("The clip does not contain its length, so TIME_BUDGET_S cannot be met")
                    }
                case .notice(let text): logger.notice("\(text)")
                case .decoded: break
                case .progress(let frames): progress?.update(done: frames, total: total.value)
                }
            }
        }
        if let download { result.timings[.download] = download.progress.time.seconds }
        try await write(result, trace: trace)
        if let annotate {
            try await AnnotatedVideo(clip: source, output: annotate, result: result).write(
                progress: isQuiet ? nil : ProgressDisplay(verb: "Drew", logger: logger))
            written.finish(annotate)
        }
        if let trace, let timings {
            try await BlockingWork.run("write") { try AtomicFile.write(trace.encoded, to: timings) }
            written.finish(timings)
        }
        try Task.checkCancellation()
        tell(result, download: download)
        return result
    }

    /// Writes the result. If the destination is a pipe whose reader does not read, cancelling the task abandons the
    /// write.
    private func write(_ result: ClipResult, trace: Trace?) async throws {
        try Task.checkCancellation()
        let work = { @Sendable [output, resultName, format, written] in
            func write() throws {
                guard output == "-" else {
                    if AtomicFile.isStream(output) { written.begin(resultName) }
                    return try AtomicFile.write(to: output) { try format.write(result, to: $0) }
                }
                written.begin(resultName)
                try format.write(result) { bytes in
                    try Task.checkCancellation()
                    try FileHandle.standardOutput.write(contentsOf: Data(bytes))
                }
            }
            if let trace { try trace.measure("write", write) } else { try write() }
            written.finish(resultName)
        }
        if output == "-" || AtomicFile.isStream(output) {
            try await BlockingWork.runAbandonably("write", work)
        } else {
            try await BlockingWork.run("write", work)
        }
    }

    /// The time budget as text for operators.
    private var timeout: String { settings.timeBudget.map { "\($0)s" } ?? "none" }

    /// The stride as text: `2`, or `2 to 12` if the time budget increased it.
    private func strides(of result: ClipResult) -> String {
        let used = result.strides.map(\.stride)
        guard settings.timeBudget != nil, let least = used.min(), let most = used.max(), least < most else {
            return "\(settings.frameStride)"
        }
        return "\(least) to \(most)"
    }

    /// Returns the warning about packets and pictures that can't be decoded.
    private static func damage(_ errors: Int) -> String {
        errors == 1
            ? "1 packet or picture is damaged; frames near it may be wrong"
            : "\(errors) packets or pictures are damaged; frames near them may be wrong"
    }

    private func tell(_ result: ClipResult, download: ClipDownload?) {
        if let download { logger.info("Downloaded \(download.progress.summary)") }
        let rate = Double(result.frames.count) / max(result.processingTime, 1e-9)
        logger.info(
            """
            Processed \(result.frames.count) frames with stride \(strides(of: result)) in \
            \(decimal(result.processingTime, 2))s (\(decimal(rate, 2)) fps)
            """)
        let stages = Stage.allCases.filter { $0 != .download || download != nil }.map {
            "\($0.rawValue) \(decimal(result.timings[$0], 2))s"
        }
        logger.info("Time in each stage (stages overlap): \(stages.joined(separator: ", "))")
        logger.info("\(ResultSummary(result).text)")
        for path in files { logger.info("Wrote \(path)") }
        if result.clip.endedEarly {
            let missing =
                result.clip.ending?.missingFrames.map { ", \($0) \($0 == 1 ? "frame is" : "frames are") missing" } ?? ""
            logger.warning("\(clip.name): the clip ends early\(missing); the result contains the readable frames")
        }
        if let errors = result.clip.ending?.decodingErrors, errors > 0 {
            logger.warning("\(clip.name): \(Self.damage(errors))")
        }
    }
}

/// Returns a number with a fixed number of decimals.
func decimal(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
}
