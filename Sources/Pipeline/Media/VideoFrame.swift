import CFFmpeg

/// One picture of a clip: upright, 8-bit YUV 4:2:0, with its number and its time.
///
/// It owns a reference to the decoder's own samples where they needed no conversion, or to a copy in the memory of the
/// GPU that decoded them; they are given back when the last reference to the frame goes.
///
/// Unchecked: the samples are written before the frame is made, or by a GPU that readers wait for, and only ever read
/// through it.
public final class VideoFrame: Picture, @unchecked Sendable {
    /// Place in presentation order, from 0, edit lists applied.
    public let index: Int
    /// Seconds since the clip's first frame.
    public let time: Double
    public let colour: ColourDescription
    private let samples: Samples

    private enum Samples {
        /// The handle keeps the planes.
        case host(FrameHandle, YUVPlanes)
        case graphics(GraphicsPicture)
    }

    /// Takes a frame over; nil unless it holds three planes of 8-bit 4:2:0 with rows in order.
    init?(_ handle: FrameHandle, index: Int, time: Double, colour: ColourDescription) {
        let frame = handle.pointer.pointee
        guard SampleFormat(handle.format).isYUV420, let y = frame.data.0, let u = frame.data.1, let v = frame.data.2,
            frame.linesize.0 >= frame.width, frame.linesize.1 >= (frame.width + 1) / 2,
            frame.linesize.1 == frame.linesize.2
        else { return nil }
        self.index = index
        self.time = time
        self.colour = colour
        let planes = YUVPlanes(
            width: handle.width, height: handle.height, colour: colour, y: y, u: u, v: v,
            yStride: Int(frame.linesize.0), chromaStride: Int(frame.linesize.1))
        samples = .host(handle, planes)
    }

    /// A frame whose samples are in a GPU's memory.
    init(_ picture: GraphicsPicture, index: Int, time: Double, colour: ColourDescription) {
        self.index = index
        self.time = time
        self.colour = colour
        samples = .graphics(picture)
    }

    public var width: Int {
        switch samples {
        case .host(_, let planes): planes.width
        case .graphics(let picture): picture.width
        }
    }

    public var height: Int {
        switch samples {
        case .host(_, let planes): planes.height
        case .graphics(let picture): picture.height
        }
    }

    /// The decoder's samples; nil where they are in a GPU's memory.
    var handle: FrameHandle? {
        if case .host(let handle, _) = samples { handle } else { nil }
    }

    public var graphics: GraphicsPicture? {
        if case .graphics(let picture) = samples { picture } else { nil }
    }

    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result {
        switch samples {
        case .host(_, let planes): try withExtendedLifetime(self) { try body(planes) }
        case .graphics(let picture): try picture.withHostPlanes(colour, body)
        }
    }
}
