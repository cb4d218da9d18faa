import CFFmpeg

/// A picture as the decoder gave it.
struct DecodedPicture {
    enum Samples {
        /// On the host, in whatever format.
        case host(FrameHandle)
        /// On a GPU, with nothing left to convert.
        case graphics(GraphicsPicture)
    }

    let width: Int
    let height: Int
    let colour: ColourDescription
    /// FFmpeg's name of the format of its samples.
    let format: String
    let samples: Samples
}
