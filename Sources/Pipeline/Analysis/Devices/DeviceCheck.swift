import Detection
import Engines
import Geometry
import Media

/// Whether a device sees what the processor sees: ten drawn pictures through both.
///
/// Fewer bits move boxes a little, so that a share of them may differ.
struct DeviceCheck {
    /// Pictures in the test.
    static let count = 10
    /// Boxes that the processor is less sure of are not asked for.
    private static let confidence = 0.3
    private static let leastOverlap = 0.8
    /// Of the processor's boxes, the share that needs a twin.
    private static let leastShare = 0.9

    let aspect = 16.0 / 9

    /// Throws what the candidate throws, and `engineFailed` where it sees something else.
    func compare(_ candidate: any FrameDetector, with reference: any FrameDetector) throws {
        let pictures = (0..<Self.count).map { TestPicture.draw($0) as any Picture }
        let right = try reference.detect(pictures), found = try candidate.detect(pictures)
        var boxes = 0
        var twins = 0
        for (right, found) in zip(right, found) {
            for object in right.objects where object.confidence >= Self.confidence {
                boxes += 1
                if found.objects.contains(where: { $0.box.iou(object.box) >= Self.leastOverlap }) { twins += 1 }
            }
            let finite = found.objects.allSatisfy { $0.box.x1.isFinite && $0.box.y2.isFinite && $0.confidence.isFinite }
            guard finite else { throw Self.wrong("it gives no numbers") }
        }
        guard found.count == right.count, Double(twins) >= Self.leastShare * Double(boxes) else {
            throw Self.wrong("it finds \(twins) of the \(boxes) boxes that the processor finds")
        }
    }

    private static func wrong(_ what: String) -> InferenceError {
        InferenceError(.engineFailed, "its answers to \(count) test pictures are wrong: \(what)")
    }
}
