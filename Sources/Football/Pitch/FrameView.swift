/// The camera view of one frame.
public struct FrameView: Sendable {
    public var frameIndex: Int
    /// Nil if too little of the pitch is seen.
    public var view: PitchView?

    public init(frameIndex: Int, view: PitchView?) {
        self.frameIndex = frameIndex
        self.view = view
    }
}
