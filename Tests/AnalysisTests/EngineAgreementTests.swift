import DefaultModel
import Detection
import Engines
import Geometry
import Media
import Observations
import Synthesis
import Testing

@testable import Analysis

/// The shipped model sees the same through either engine.
@Suite(.enabled(if: ONNXRuntimeEngine.isPresent, "ONNX Runtime is not installed; `make setup` fetches it"))
struct EngineAgreementTests {
    /// How one engine's answers lie to another's.
    private struct Agreement {
        /// Boxes of either that are surer than 0.4: the twin of one at the threshold may be below it.
        var boxes = 0
        /// The number of those whose twin overlaps by 0.98 or more.
        var close = 0
        /// The least overlap of a box and its twin; 0 without one.
        var least = 1.0
        var points = 0
        var farthestPoint = 0.0

        init(_ found: [[FrameDetections]]) {
            for (one, other) in zip(found[0], found[1]) {
                for (mine, theirs) in [(one, other), (other, one)] {
                    for object in mine.objects where object.confidence > 0.4 {
                        boxes += 1
                        // Of any class: one step of rounding turns a drawn person from a player into a referee.
                        let twin = theirs.objects.max { $0.box.iou(object.box) < $1.box.iou(object.box) }
                        let overlap = twin?.box.iou(object.box) ?? 0
                        if overlap >= 0.98 { close += 1 }
                        least = min(least, overlap)
                    }
                }
                for (mine, theirs) in zip(one.keypoints, other.keypoints) where mine.confidence > 0.5 {
                    points += 1
                    farthestPoint = max(farthestPoint, mine.point.distance(to: theirs.point))
                }
            }
        }
    }

    private func compare(batchSize: Int) throws -> Agreement {
        let clip = try SyntheticClip(settings: .init(seconds: 0.24, seed: 11, width: 1280, height: 720))
        let pictures = clip.map { $0.picture as any Picture }
        try #require(pictures.count >= 6)
        let package = try ModelPackage.load(DefaultModel.path)
        var settings = DetectorSettings()
        settings.batchSize = batchSize
        let found = try EngineSettings.Library.allCases.map {
            try Detector(package: package, settings: settings, engine: try $0.makeEngine()).detect(pictures)
        }
        #expect(found.map(\.count) == [pictures.count, pictures.count])
        return Agreement(found)
    }

    /// Each engine rounds the sums of the layers that it fuses in its own way, one step here and there, and neither has a
    /// setting that makes it round as the other does. With model 0.5 on a
    /// processor with AVX2, 261 of 271 boxes overlap their twin by 0.98 or more, and the worst by 0.73, where two
    /// neighbouring cells are level; keypoints are within 0.18 pixels. In floats there is no such difference: see
    /// `ReferenceAgreementTests`.
    @Test(arguments: [1, 3]) func in8BitsNearlyAllBoxesAreTheSame(batchSize: Int) throws {
        let agreement = try compare(batchSize: batchSize)
        #expect(agreement.boxes > 50 && agreement.points > 20)
        #expect(Double(agreement.close) >= 0.93 * Double(agreement.boxes), "\(agreement)")
        #expect(agreement.least > 0.5 && agreement.farthestPoint < 0.5, "\(agreement)")
    }
}
