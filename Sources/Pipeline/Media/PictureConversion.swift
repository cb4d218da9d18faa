import CFFmpeg

/// A converter of decoded pictures to the form of frames: upright, 8-bit 4:2:0, and of the first picture's size.
///
/// A picture that already has this form isn't copied.
final class PictureConversion {
    private let width: Int
    private let height: Int
    private let orientation: Orientation
    private var scaler: Scaler?

    /// Prepares the conversion. `width` and `height` are those of the stored picture, before it is rotated.
    init(width: Int, height: Int, orientation: Orientation) {
        self.width = width
        self.height = height
        self.orientation = orientation
    }

    /// Returns the converted picture. Throws `pictureUnreadable` if its format can't be converted.
    func convert(_ frame: FrameHandle, colour: ColourDescription) throws -> FrameHandle {
        let planar = try planar(frame, colour: colour)
        return orientation == .upright ? planar : try turned(planar, orientation)
    }

    private func planar(_ frame: FrameHandle, colour: ColourDescription) throws -> FrameHandle {
        let format = SampleFormat(frame.format)
        if format.isYUV420, frame.width == width, frame.height == height, frame.hasRowsInOrder { return frame }
        let result = try FrameHandle(format: AV_PIX_FMT_YUV420P, width: width, height: height)
        let source = Scaler.Shape(width: frame.width, height: frame.height, format: frame.format, colour: colour)
        // swscale treats all grey formats as full range. So luma is converted as grey, and chroma is constant.
        let target = format.isGray ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_YUV420P
        result.pointer.pointee.format = target.rawValue
        try scaler(from: source, to: Scaler.Shape(width: width, height: height, format: target, colour: colour))
            .convert(frame, into: result)
        if format.isGray {
            result.pointer.pointee.format = AV_PIX_FMT_YUV420P.rawValue
            result.fillChroma(128)
        }
        return result
    }

    private func scaler(from source: Scaler.Shape, to target: Scaler.Shape) throws -> Scaler {
        if let scaler, scaler.source == source, scaler.target == target { return scaler }
        let made = try Scaler(from: source, to: target)
        scaler = made
        return made
    }
}
