/// The camera view of one frame.
public struct FrameView: Sendable {
    /// The frame index.
    public var frameIndex: Int
    /// The camera view; `nil` if too little of the pitch is visible.
    public var view: PitchView?

    /// Makes the view of a frame.
    public init(frameIndex: Int, view: PitchView?) {
        self.frameIndex = frameIndex
        self.view = view
    }
}
