import Geometry
public import Observations

/// What was found in one frame.
public struct FrameDetections: Hashable, Sendable {
    /// Boxes in pixels of the source frame, inside the frame; each model's most confident first.
    public var objects: [Detection]
    /// The pitch's vertices in their order, source pixels: 32, or none where the model doesn't look for the pitch.
    public var keypoints: [Keypoint]

    public init(objects: [Detection] = [], keypoints: [Keypoint] = []) {
        self.objects = objects
        self.keypoints = keypoints
    }

    /// The number of the pitch's vertices.
    public static let keypointCount = 32

    /// Both findings about the same frame: all objects, and the keypoints of whichever has them.
    public func merged(with other: FrameDetections) -> FrameDetections {
        FrameDetections(
            objects: objects + other.objects, keypoints: keypoints.isEmpty ? other.keypoints : keypoints)
    }
}
