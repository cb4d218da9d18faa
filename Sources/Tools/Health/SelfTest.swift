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

/// Analyses a clip whose truth is known to the pixel, and checks the answers.
///
/// The clip is drawn on the spot, always the same: a second of synthetic broadcast, 1280x720, seed 7. It goes through the
/// encoder, the decoder, the model and the tracker of this machine, as `analyze` with the same settings would use them.
struct SelfTest: Sendable {
    /// What the answers must reach. The default model passes with room to spare; a broken build, model or library does
    /// not come near.
    struct Tolerance: Hashable, Sendable {
        /// Of the boxes of persons, whatever their class, at an overlap of 0.50.
        var boxF1 = 0.85
        /// The share of true keypoints found within 10 pixels at 1280 wide.
        var keypointsWithin10 = 0.85
        /// The mean distance of keypoints, in those pixels.
        var keypointDistance = 6.0
    }

    /// What the test measured.
    struct Outcome: Sendable {
        var figures: QualityFigures
        /// Frames of the clip, and the seconds they took.
        var frames: Int
        var seconds: Double
        /// The GPU that was to decode the clip; nil = the processor.
        var decodingCard: Int?
        /// What the analysis told the operator, such as why a GPU doesn't decode.
        var notices: [String] = []
    }

    static let seconds = 1.0
    private static let seed: UInt64 = 7

    let package: ModelPackage
    let settings: AnalysisSettings

    /// Draws the clip in `folder` and analyses it.
    /// - Throws: what drawing, encoding, decoding or the model throws.
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

    /// Keeps persons only, and makes them one class: a drawn goalkeeper is known by his kit alone, and a drawn ball is a
    /// few pixels.
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
    /// Returns the checks of the answers and, if a GPU was to decode the clip, of its decoder.
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
            remedy: isRight ? nil : "make clean && make build, then scorevision doctor; the answers are wrong here")
    }
}
