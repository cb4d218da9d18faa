/// Frames of a clip that one camera filmed without a break.
public struct ShotSpan: Hashable, Sendable {
    /// What a shot shows. The raw value is the name in results.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// The match, from far enough to see how the players stand.
        case main
        /// One person, or a few, who fill the picture.
        case close
        /// Anything else: the crowd, a bench, a full-screen graphic.
        case other
    }

    public var firstFrame: Int
    public var lastFrame: Int
    public var kind: Kind

    public init(firstFrame: Int, lastFrame: Int, kind: Kind = .main) {
        (self.firstFrame, self.lastFrame, self.kind) = (firstFrame, lastFrame, kind)
    }

    /// The frames from the first to the last.
    public var frames: ClosedRange<Int> { firstFrame...lastFrame }
}
