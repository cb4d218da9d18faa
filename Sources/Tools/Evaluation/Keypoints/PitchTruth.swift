public import Geometry
public import Observations

/// Where a frame's labels say the pitch is.
public struct PitchTruth: Hashable, Sendable {
    /// In vertex order, pixels of the source frame; a vertex without a label is `.absent`.
    public var keypoints: [Keypoint]
    /// The label's box around the pitch, from whose area the tolerance of OKS comes.
    public var box: Box

    public init(keypoints: [Keypoint], box: Box) {
        self.keypoints = keypoints
        self.box = box
    }

    /// The box around the labelled keypoints, for truth that comes without one.
    public init(keypoints: [Keypoint]) {
        let points = keypoints.filter(\.isPresent).map(\.point)
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        self.init(
            keypoints: keypoints,
            box: Box(x1: xs.min() ?? 0, y1: ys.min() ?? 0, x2: xs.max() ?? 0, y2: ys.max() ?? 0))
    }
}
