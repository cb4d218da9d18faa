/// Settings for tracking, with the names and defaults of ByteTrack.
public struct TrackingSettings: Hashable, Sendable {
    /// The confidence from which detections are matched first, 0 to 1. A detection 0.1 above it may start a track.
    public var trackActivationThreshold: Double
    /// The time for which an unseen track is remembered, in frames at 30 frames per second.
    public var lostTrackBuffer: Int
    /// The greatest distance, 1 - IoU x confidence, of a detection that continues a track. 0 to 1.
    public var minimumMatchingThreshold: Double
    /// The number of consecutive analysed frames that must show an object before it gets an id.
    public var minimumConsecutiveFrames: Int
    /// The clip's frames per second.
    public var frameRate: Double
    /// Whether the common movement of all boxes is attributed to the camera and removed before matching.
    public var compensatesCameraMotion: Bool

    /// Makes tracking settings. The defaults are those of ByteTrack.
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

    /// The track buffer in frames of this clip.
    var lostFrames: Int {
        let frames = frameRate / 30 * Double(max(0, lostTrackBuffer))
        return frames.isFinite ? Int(min(max(frames, 0), 1e6)) : lostTrackBuffer
    }
}
