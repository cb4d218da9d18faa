/// How objects are followed; the names and defaults that users of ByteTrack know.
public struct TrackingSettings: Hashable, Sendable {
    /// Detections of at least this confidence are matched first, and one 0.1 above it may start a track. 0 to 1.
    public var trackActivationThreshold: Double
    /// For how long a track that is not seen is remembered, in frames of a clip of 30 frames per second.
    public var lostTrackBuffer: Int
    /// The greatest distance, 1 - IoU x confidence, of a detection that continues a track. 0 to 1.
    public var minimumMatchingThreshold: Double
    /// How many analysed frames in a row must show an object before it gets an id.
    public var minimumConsecutiveFrames: Int
    /// Frames per second of the clip.
    public var frameRate: Double
    /// Whether the common movement of all boxes is taken for the camera's and removed before matching.
    public var compensatesCameraMotion: Bool

    public init(
        trackActivationThreshold: Double = 0.25, lostTrackBuffer: Int = 30, minimumMatchingThreshold: Double = 0.8,
        minimumConsecutiveFrames: Int = 1, frameRate: Double = 30, compensatesCameraMotion: Bool = true
    ) {
        self.trackActivationThreshold = trackActivationThreshold
        self.lostTrackBuffer = lostTrackBuffer
        self.minimumMatchingThreshold = minimumMatchingThreshold
        self.minimumConsecutiveFrames = minimumConsecutiveFrames
        self.frameRate = frameRate
        self.compensatesCameraMotion = compensatesCameraMotion
    }

    /// The buffer in frames of this clip.
    var lostFrames: Int {
        let frames = frameRate / 30 * Double(max(0, lostTrackBuffer))
        return frames.isFinite ? Int(min(max(frames, 0), 1e6)) : lostTrackBuffer
    }
}
