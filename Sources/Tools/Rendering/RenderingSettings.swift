/// What is drawn on a frame.
public struct RenderingSettings: Hashable, Sendable {
    public var boxes = true
    /// The number above each box.
    public var labels = true
    /// The pitch's lines, from the homography.
    public var pitchLines = true
    /// The keypoints, each with its vertex number, 1 to 32.
    public var keypoints = true
    /// The pitch from above, in the lower right corner.
    public var radar = true
    /// Frame index, time and a legend with counts, in the lower left corner.
    public var header = true

    public init() {}
}
