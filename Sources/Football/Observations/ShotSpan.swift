/// Frames of a clip that one camera filmed without a break.
public struct ShotSpan: Hashable, Sendable {
    public var firstFrame: Int
    public var lastFrame: Int

    public init(firstFrame: Int, lastFrame: Int) {
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
    }
}
