import Analysis
import Detection
import Evaluation
import Geometry
import Observations
import Platform
import Reports
import Results
import Synchronization
import Synthesis
import Tracking

/// Analyses a clip with known contents and checks the result.
///
/// The clip is always the same: one second of synthetic broadcast, 1280x720, seed 7. It passes through this machine's
/// encoder, decoder, model and tracker, as `analyze` would use them with the same settings.
struct SelfTest: Sendable {
    /// The limits that the result must reach. The default model passes with a wide margin; a broken build, model or
    /// library fails clearly.
    struct Tolerance: Hashable, Sendable {
        /// The smallest F1 of the boxes of persons, regardless of class, at an overlap of 0.50.
        var boxF1 = 0.85
        /// The smallest share of true keypoints found within 10 pixels at 1280 wide.
        var keypointsWithin10 = 0.85
        /// The largest mean distance of keypoints, in the same pixels.
        var keypointDistance = 6.0
    }

    /// The measurements of the test.
    struct Outcome: Sendable {
        var figures: QualityFigures
        /// The number of analysed frames.
        var frames: Int
        /// The duration of the analysis, in seconds.
        var seconds: Double
        /// The GPU that was chosen to decode the clip; `nil` for the processor.
        var decodingCard: Int?
        /// The notices of the analysis, such as why a GPU does not decode.
        var notices: [String] = []
    }

    static let seconds = 1.0
    private static let seed: UInt64 = 7

    let package: ModelPackage
    let settings: AnalysisSettings

    /// Creates the clip in `folder` and analyses it.
    ///
    /// - Throws: The errors of the synthetic clip, the encoder, the decoder and the model.
    func run(in folder: String) async throws -> Outcome {
        let clip = folder + "/self-test.mp4", truth = folder + "/self-test.truth.json"
        let maker = try await BlockingWork.run("prepare") {
            let made = try SyntheticClip(settings: .init(seconds: Self.seconds, seed: Self.seed))
            try made.write(clip: clip, truth: truth)
            return try DetectorFactory(packages: [package], settings: settings)
        }
        var analyzer = ClipAnalyzer(settings: maker.plan.settings, model: package.manifest.name) {
            try maker.detector(aspect: $0)
        }
        analyzer.decodingCard = maker.plan.decodingCard
        let notices = Mutex<[String]>([])
        let result = try await analyzer.analyze(path: clip, challengeID: "self-test") { event in
            if case .notice(let text) = event { notices.withLock { $0.append(text) } }
        }
        let figures = try await BlockingWork.run("compare") {
            let answer = folder + "/self-test.result.json"
            try AtomicFile.write(ResultFormat.challenge.encode(result), to: answer)
            return try QualityFigures(
                found: Self.persons(ClipObservations(path: answer)),
                reference: Self.persons(ClipObservations(path: truth)))
        }
        return Outcome(
            figures: figures, frames: result.frames.count, seconds: result.processingTime,
            decodingCard: maker.plan.decodingCard, notices: notices.withLock { $0 })
    }

    /// Returns only the persons, all as one class: a synthetic goalkeeper differs only by the kit, and a synthetic ball
    /// is only a few pixels wide.
    private static func persons(_ observations: ClipObservations) -> ClipObservations {
        var observations = observations
        for index in observations.frames.indices {
            observations.frames[index].objects = observations.frames[index].objects.compactMap { object in
                guard object.detection.objectClass.isPerson else { return nil }
                var object = object
                object.detection.objectClass = .player
                return object
            }
        }
        return observations
    }
}

extension SelfTest.Outcome {
    /// Returns the check of the result, and of the GPU decoder if one was chosen.
    func checks(_ tolerance: SelfTest.Tolerance = .init()) -> [HealthCheck] {
        let decoder = decodingCard.map { card in
            notices.isEmpty
                ? HealthCheck("gpu decoder", .good, "cuda:\(card) decoded the self-test's clip")
                : HealthCheck(
                    "gpu decoder", .warning, notices.joined(separator: "; "),
                    remedy: "see \"What an error means\" in Documentation/Devices.md")
        }
        return [decoder, answers(tolerance)].compactMap(\.self)
    }

    private func answers(_ tolerance: SelfTest.Tolerance) -> HealthCheck {
        let expected = Int((SelfTest.seconds * 25).rounded())
        let isRight =
            frames == expected && figures.boxF1 >= tolerance.boxF1
            && figures.keypointsWithin10 >= tolerance.keypointsWithin10
            && figures.keypointDistance <= tolerance.keypointDistance
        let finding = """
            \(frames) frames in \(seconds.text(decimals: 1)) s; boxes' F1 \(figures.boxF1.text(decimals: 3)) (at least \
            \(tolerance.boxF1.text(decimals: 2))), keypoints within 10 px \
            \(figures.keypointsWithin10.text(decimals: 3)) (at least \(tolerance.keypointsWithin10.text(decimals: 2))), \
            mean \(figures.keypointDistance.text(decimals: 1)) px (at most \
            \(tolerance.keypointDistance.text(decimals: 1)))
            """
        return HealthCheck(
            "self-test", isRight ? .good : .bad, finding,
            remedy: isRight ? nil : "make clean && make build, then scorevision doctor; results are wrong")
    }
}
