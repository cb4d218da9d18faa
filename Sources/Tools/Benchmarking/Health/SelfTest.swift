public import Analysis
public import Detection
import Evaluation
import Geometry
import Media
import Observations
import Platform
import Results
import Synthesis
import Tracking

/// Analyses a clip whose truth is known to the pixel, and says whether the answers are right.
///
/// The clip is drawn on the spot, always the same: a second of synthetic broadcast, 1280x720, seed 7, through the
/// encoder, the decoder, the model and the tracker of this machine.
public struct SelfTest: Sendable {
    /// What the answers must reach. The default model passes with room to spare; a broken build, model or library does
    /// not come near.
    public struct Tolerance: Hashable, Sendable {
        /// Of the boxes of persons, whatever their class, at an overlap of 0.50.
        public var boxF1 = 0.85
        /// The share of true keypoints found within 10 pixels at 1280 wide.
        public var keypointsWithin10 = 0.85
        /// The mean distance of keypoints, in those pixels.
        public var keypointDistance = 6.0

        public init() {}
    }

    /// What came of it.
    public struct Outcome: Sendable {
        public var figures: QualityFigures
        /// Frames of the clip, and the seconds they took.
        public var frames: Int
        public var seconds: Double
    }

    public static let seconds = 1.0
    private static let seed: UInt64 = 7

    private let package: ModelPackage
    private let settings: AnalysisSettings

    public init(package: ModelPackage, settings: AnalysisSettings) {
        self.package = package
        self.settings = settings
    }

    /// Draws the clip in `folder` and analyses it.
    /// - Throws: what drawing, encoding, decoding or the model throws.
    public func run(in folder: String) async throws -> Outcome {
        let clip = folder + "/self-test.mp4", truth = folder + "/self-test.truth.json"
        try await BlockingWork.run("draw") {
            let made = try SyntheticClip(settings: .init(seconds: Self.seconds, seed: Self.seed))
            _ = try made.write(clip: clip, truth: truth)
        }
        let maker = try await BlockingWork.run("devices") { [package, settings] in
            try DetectorFactory(packages: [package], settings: settings)
        }
        let result = try await ClipAnalyzer(settings: maker.plan.settings, model: package.manifest.name) {
            try maker.detector(aspect: $0)
        }.analyze(path: clip, challengeID: "self-test")
        let answer = folder + "/self-test.result.json"
        try AtomicFile.write(ResultFormat.challenge.encode(result), to: answer)
        let figures = try QualityFigures(
            found: persons(ClipObservations(path: answer)), reference: persons(ClipObservations(path: truth)))
        return Outcome(figures: figures, frames: result.frames.count, seconds: result.processingTime)
    }

    /// Persons only, and all of one class: a drawn goalkeeper is told by his kit alone, and a drawn ball is a few pixels.
    private func persons(_ observations: ClipObservations) -> ClipObservations {
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
    /// The outcome as a check against a tolerance.
    public func check(_ tolerance: SelfTest.Tolerance = .init()) -> HealthCheck {
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
