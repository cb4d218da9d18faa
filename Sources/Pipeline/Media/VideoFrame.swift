import CFFmpeg

/// A frame of a clip: upright, 8-bit YUV 4:2:0, with its index and its time.
///
/// It holds a reference to the decoder's own samples if they needed no conversion, or to a copy in the memory of the
/// GPU that decoded them. The samples are released with the last reference to the frame.
///
/// `@unchecked Sendable`: the samples are written before the frame is made, or by a GPU that readers wait for, and are
/// only read through the frame.
public final class VideoFrame: Picture, @unchecked Sendable {
    /// The frame index: the place in presentation order, from 0, edit lists applied.
    public let index: Int
    /// The time since the clip's first frame, in seconds.
    public let time: Double
    /// The colours of the samples.
    public let colour: ColourDescription
    private let samples: Samples

    private enum Samples {
        /// Samples on the host. The handle keeps the planes alive.
        case host(FrameHandle, YUVPlanes)
        case graphics(GraphicsPicture)
    }

    /// Wraps a decoded frame. Returns `nil` unless it has three planes of 8-bit 4:2:0 with rows in order.
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

    /// Makes a frame with samples in a GPU's memory.
    init(_ picture: GraphicsPicture, index: Int, time: Double, colour: ColourDescription) {
        self.index = index
        self.time = time
        self.colour = colour
        samples = .graphics(picture)
    }

    /// The width in pixels.
    public var width: Int {
        switch samples {
        case .host(_, let planes): planes.width
        case .graphics(let picture): picture.width
        }
    }

    /// The height in pixels.
    public var height: Int {
        switch samples {
        case .host(_, let planes): planes.height
        case .graphics(let picture): picture.height
        }
    }

    /// The decoder's samples; `nil` if they are in a GPU's memory.
    var handle: FrameHandle? {
        if case .host(let handle, _) = samples { handle } else { nil }
    }

    /// The picture in a GPU's memory; `nil` if it is on the host.
    public var graphics: GraphicsPicture? {
        if case .graphics(let picture) = samples { picture } else { nil }
    }

    /// Calls `body` with the planes on the host and returns its result. Blocks while a GPU copies them there.
    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result {
        switch samples {
        case .host(_, let planes): try withExtendedLifetime(self) { try body(planes) }
        case .graphics(let picture): try picture.withHostPlanes(colour, body)
        }
    }
}
