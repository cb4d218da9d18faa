/// The frames of a shot, which one camera filmed without a cut.
public struct ShotSpan: Hashable, Sendable {
    /// The index of the first frame.
    public var firstFrame: Int
    /// The index of the last frame.
    public var lastFrame: Int

    /// Makes a span of frames, including both ends.
    public init(firstFrame: Int, lastFrame: Int) {
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
    }
}
