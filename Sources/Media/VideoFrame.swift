import CFFmpeg

/// One picture of a clip: upright, 8-bit YUV 4:2:0, with its number and its time.
///
/// It owns a reference to the decoder's own samples where they needed no conversion; they are given back when the
/// last reference to the frame goes.
///
/// Unchecked: the samples are written before the frame is made, and only ever read through it.
public final class VideoFrame: Picture, @unchecked Sendable {
    /// Place in presentation order, from 0, edit lists applied.
    public let index: Int
    /// Seconds since the clip's first frame.
    public let time: Double
    public let colour: ColourDescription
    let handle: FrameHandle
    private let planes: YUVPlanes

    /// Takes a frame over; nil unless it holds three planes of 8-bit 4:2:0 with rows in order.
    init?(_ handle: FrameHandle, index: Int, time: Double, colour: ColourDescription) {
        let frame = handle.pointer.pointee
        guard SampleFormat(handle.format).isYUV420, let y = frame.data.0, let u = frame.data.1, let v = frame.data.2,
            frame.linesize.0 >= frame.width, frame.linesize.1 >= (frame.width + 1) / 2,
            frame.linesize.1 == frame.linesize.2
        else { return nil }
        self.handle = handle
        self.index = index
        self.time = time
        self.colour = colour
        planes = YUVPlanes(
            width: handle.width, height: handle.height, colour: colour, y: y, u: u, v: v,
            yStride: Int(frame.linesize.0), chromaStride: Int(frame.linesize.1))
    }

    public var width: Int { planes.width }
    public var height: Int { planes.height }

    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(planes) }
    }
}
