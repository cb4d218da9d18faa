import CFFmpeg

/// A converter of size, pixel format and depth, made with swscale.
///
/// The conversion is bit-exact: the samples are the same on every machine.
final class Scaler {
    /// The input or output of a conversion.
    struct Shape: Hashable {
        var width: Int
        var height: Int
        var format: SampleFormat
        /// The colours. RGB has none of its own: use those of the other side.
        var colour: ColourDescription

        init(width: Int, height: Int, format: AVPixelFormat, colour: ColourDescription) {
            self.width = width
            self.height = height
            self.format = SampleFormat(format).withoutRange
            self.colour = colour
        }
    }

    let source: Shape
    let target: Shape
    private let context: UnsafeMutableRawPointer

    init(from source: Shape, to target: Shape) throws {
        self.source = source
        self.target = target
        let flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT
        FFmpegLog.silence()
        guard
            let context = scorevision_scaler_make(
                Int32(source.width), Int32(source.height), source.format.id, Int32(target.width), Int32(target.height),
                target.format.id, flags)
        else {
            throw MediaError(
                .pictureUnreadable,
                "A picture of \(source.width)x\(source.height) in the format \(source.format.name) can't be converted.")
        }
        self.context = context
        // This fails if neither side is YUV, in which case no coefficients are needed.
        _ = scorevision_scaler_set_colour(
            context, source.colour.scalerCoefficients, source.colour.range == .full ? 1 : 0,
            target.colour.scalerCoefficients, target.colour.range == .full ? 1 : 0)
    }

    deinit { scorevision_scaler_free(context) }

    /// Converts a picture. Both frames must have the shapes that the scaler was made for.
    func convert(_ input: FrameHandle, into output: FrameHandle) throws {
        let status = scorevision_scaler_convert(context, input.pointer, output.pointer)
        guard status >= 0 else {
            throw MediaError(.pictureUnreadable, "A picture can't be converted.", detail: FFmpegStatus.text(status))
        }
    }
}
