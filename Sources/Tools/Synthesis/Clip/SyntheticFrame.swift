public import Media

/// One synthetic picture and what it shows.
public struct SyntheticFrame: Sendable {
    public var picture: PictureBuffer
    public var truth: FrameTruth
}
