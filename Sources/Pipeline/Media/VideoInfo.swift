/// The properties of a clip that are known once it is open.
public struct VideoInfo: Hashable, Sendable {
    /// The width of every delivered frame, upright, in pixels.
    public var width: Int
    /// The height of every delivered frame, upright, in pixels.
    public var height: Int
    /// The average frame rate; `nil` if the clip doesn't declare one.
    public var frameRate: FrameRate?
    /// The duration of the presented video in seconds; `nil` if the clip doesn't declare one.
    public var durationSeconds: Double?
    /// The number of presented frames: exact for an mp4 with a single index, otherwise from duration and rate; `nil` if
    /// unknown.
    public var estimatedFrameCount: Int?
    /// FFmpeg's name of the codec: `h264`, `hevc`, `vp8`, `vp9`, `av1`, `mpeg4`.
    public var codec: String
    /// The container format.
    public var container: Container
    /// The rotation and reflection that make the stored picture upright. Delivered frames are already upright.
    public var orientation: Orientation
    /// The colours of the first frame's samples.
    public var colour: ColourDescription
    /// FFmpeg's name of the decoder's pixel format, before the conversion to 8-bit 4:2:0.
    public var pixelFormat: String

    /// The clockwise rotation of the stored picture in degrees: 0, 90, 180 or 270.
    public var rotation: Int { orientation.rotation }
}
