import CFFmpeg

extension FormatContext {
    /// The stream to read: one that can be decoded, the default one, the largest. Cover pictures don't count.
    ///
    /// Throws `noVideoStream`, `unsupportedCodec`, `pictureTooLarge` or `pictureTooSmall`.
    func pickVideo() throws -> UnsafeMutablePointer<AVStream> {
        guard let context = pointer?.pointee else { throw MediaError.noMemory }
        let streams = (0..<Int(context.nb_streams)).compactMap { context.streams[$0] }
        let videos = streams.filter {
            $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
                && $0.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        }
        guard let best = videos.max(by: { rank($0) < rank($1) }) else {
            throw MediaError(.noVideoStream, "There is no video in it, only sound or other data.")
        }
        for stream in streams where stream != best { stream.pointee.discard = AVDISCARD_ALL }
        let parameters = best.pointee.codecpar.pointee
        _ = try VideoCodec.decoder(for: parameters.codec_id)
        if parameters.width > 0, parameters.height > 0 {
            try PictureLimits.check(width: Int(parameters.width), height: Int(parameters.height))
        }
        return best
    }

    private func rank(_ stream: UnsafeMutablePointer<AVStream>) -> (Int, Int, Int) {
        let parameters = stream.pointee.codecpar.pointee
        return (
            VideoCodec.isSupported(parameters.codec_id) ? 1 : 0,
            stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0 ? 1 : 0,
            Int(parameters.width) * Int(parameters.height)
        )
    }
}
