import Geometry
import Observations
import Results
import Tracking

@testable import Analysis

extension Subject {
    /// Writing a result as the subnet's JSON.
    static var result: [Subject] {
        let keypoints = (0..<32).map { vertex in
            vertex.isMultiple(of: 2) ? Keypoint(point: Point(Double(vertex) * 40.3, 300.7), confidence: 0.9) : .absent
        }
        let frames = Material.match(frames: 100).map { frame in
            FrameResult(
                index: frame.frameIndex,
                objects: frame.detections.enumerated().map { TrackedObject(id: $0 + 1, detection: $1) },
                keypoints: keypoints)
        }
        let result = ClipResult(
            challengeID: "guard", frames: frames,
            clip: .init(width: 1280, height: 720, frameRate: 25, codec: "h264"),
            settings: .init(frameStride: 2, batchSize: 1, imageSize: 640, fill: "interpolate"),
            model: "none", processingTime: 1, timings: StageTimings(),
            strides: [StrideSpan(firstFrame: 0, stride: 1)], shots: [ShotSpan(firstFrame: 0, lastFrame: 99)])
        return [
            Subject(name: "JSON writing", unit: "100 frames of 23 objects") {
                keep(ResultFormat.challenge.encode(result).count)
            }
        ]
    }
}
