import CFFmpeg

/// A picture in the form that the decoder returned.
struct DecodedPicture {
    enum Samples {
        /// Samples on the host, in any format.
        case host(FrameHandle)
        /// Samples on a GPU that need no conversion.
        case graphics(GraphicsPicture)
    }

    let width: Int
    let height: Int
    let colour: ColourDescription
    /// FFmpeg's name of the sample format.
    let format: String
    let samples: Samples
}
