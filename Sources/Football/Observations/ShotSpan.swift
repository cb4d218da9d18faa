/// The frames of a shot, which one camera filmed without a cut.
public struct ShotSpan: Hashable, Sendable {
    /// The content of a shot. The raw value is the name in results.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// The match, from far enough to see how the players stand.
        case main
        /// One person, or a few, who fill the picture.
        case close
        /// Anything else: the crowd, a bench, a full-screen graphic.
        case other
    }

    /// The index of the first frame.
    public var firstFrame: Int
    /// The index of the last frame.
    public var lastFrame: Int
    /// What the shot shows.
    public var kind: Kind

    /// Makes a span of frames, including both ends.
    public init(firstFrame: Int, lastFrame: Int, kind: Kind = .main) {
        (self.firstFrame, self.lastFrame, self.kind) = (firstFrame, lastFrame, kind)
    }

    /// The indices from the first frame to the last.
    public var frames: ClosedRange<Int> { firstFrame...lastFrame }
}
