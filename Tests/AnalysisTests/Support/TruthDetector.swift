import Detection
import Geometry
import Media
import Observations
import Synthesis

/// Sees what a synthetic clip's truth says, with the faults of a detector: it misses one in ten, and its boxes jitter.
struct TruthDetector: FrameDetector {
    let batchSize: Int
    let depth = 2
    let truth: ClipTruth
    var seesPitch = true
    /// Turns the classes that the truth says into those the detector says.
    var classified: @Sendable (ObjectTruth) -> ObjectClass = \.objectClass

    init(_ truth: ClipTruth, batchSize: Int = 1) {
        self.truth = truth
        self.batchSize = batchSize
    }

    func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let found = pictures.map { picture in
            (picture as? VideoFrame).map { detections(in: truth.frames[$0.index]) } ?? FrameDetections()
        }
        return PendingDetections { found }
    }

    private func detections(in frame: FrameTruth) -> FrameDetections {
        var random = SeededGenerator(seed: UInt64(frame.frameNumber) + 1)
        var objects: [Detection] = []
        for object in frame.objects where Double.random(in: 0..<1, using: &random) > 0.1 {
            let reach = 0.03 * object.box.height
            func near(_ value: Double) -> Double { value + Double.random(in: -reach...reach, using: &random) }
            let box = Box(
                x1: near(object.box.x1), y1: near(object.box.y1), x2: near(object.box.x2), y2: near(object.box.y2))
            objects.append(Detection(box: box, objectClass: classified(object), confidence: 0.9))
        }
        return FrameDetections(objects: objects, keypoints: seesPitch ? frame.keypoints : [])
    }
}
