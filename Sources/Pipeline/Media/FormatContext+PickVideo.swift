import CFFmpeg

extension FormatContext {
    /// Returns the stream to read: preferably a moving picture, a supported codec, the default stream, and the largest
    /// picture, in this order.
    ///
    /// Cover pictures don't count. The still of a phone's motion photo counts only if there is no moving picture.
    ///
    /// Throws `noVideoStream`, `encrypted`, `unsupportedCodec`, `pictureTooLarge` or `pictureTooSmall`.
    func pickVideo(in container: Container) throws -> UnsafeMutablePointer<AVStream> {
        guard let context = pointer?.pointee else { throw MediaError.noMemory }
        let streams = (0..<Int(context.nb_streams)).compactMap { context.streams[$0] }
        let videos = streams.filter {
            $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
                && $0.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        }
        guard let best = try films(videos).max(by: { rank($0) < rank($1) }) else {
            throw tooLarge ?? MediaError(.noVideoStream, "The file has no video, only sound or other data.")
        }
        for stream in streams where stream != best { stream.pointee.discard = AVDISCARD_ALL }
        if isEncrypted(best, in: container) { throw MediaError.encrypted }
        let parameters = best.pointee.codecpar.pointee
        _ = try VideoCodec.decoder(for: parameters)
        if parameters.width > 0, parameters.height > 0 {
            try PictureLimits.check(width: Int(parameters.width), height: Int(parameters.height))
        }
        return best
    }

    /// Returns the streams without those that have far fewer pictures than another; all, if none has many.
    private func films(
        _ videos: [UnsafeMutablePointer<AVStream>]
    ) throws -> [UnsafeMutablePointer<AVStream>] {
        guard videos.count > 1, let preferred = videos.max(by: { rank($0) < rank($1) }) else { return videos }
        var counts = videos.map { Int($0.pointee.nb_frames) }
        if counts.contains(0) {
            // Only an mp4 with a single index knows these counts.
            let index = Int(preferred.pointee.index)
            let read = try countPackets { $0[index] >= Self.fewestOfFilm }
            if read[index] >= Self.fewestOfFilm { return videos }
            counts = videos.map { read[Int($0.pointee.index)] }
        }
        let most = counts.max() ?? 0
        return zip(videos, counts).filter { $1 == most || ($1 > 1 && $1 * 10 >= most) }.map(\.0)
    }

    /// The number of pictures that shows that a stream is a film: one or two seconds. A still has one picture, and
    /// thumbnails are several seconds apart.
    private static let fewestOfFilm = 40

    private func rank(_ stream: UnsafeMutablePointer<AVStream>) -> (Int, Int, Int) {
        let parameters = stream.pointee.codecpar.pointee
        return (
            VideoCodec.isSupported(parameters.codec_id) ? 1 : 0,
            stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0 ? 1 : 0,
            Int(parameters.width) * Int(parameters.height)
        )
    }
}
