/// What a clip is, known as soon as it is open.
public struct VideoInfo: Hashable, Sendable {
    /// The size of every frame delivered, in pixels, upright.
    public var width: Int
    public var height: Int
    /// The average, nil where the clip doesn't tell.
    public var frameRate: FrameRate?
    /// The length of the presented video, nil where the clip doesn't tell.
    public var durationSeconds: Double?
    /// The number of frames presented: exact for an mp4 with one index, else from duration and rate, nil if unknown.
    public var estimatedFrameCount: Int?
    /// FFmpeg's name of the codec: `h264`, `hevc`, `vp8`, `vp9`, `av1`, `mpeg4`.
    public var codec: String
    public var container: Container
    /// How the stored picture is turned to stand upright; the frames delivered are turned already.
    public var orientation: Orientation
    /// How the samples of the first frame are to be read.
    public var colour: ColourDescription
    /// FFmpeg's name of the format that the decoder gives, before the conversion to 8-bit 4:2:0.
    public var pixelFormat: String

    /// Clockwise degrees by which the stored picture is turned: 0, 90, 180 or 270.
    public var rotation: Int { orientation.rotation }
}
