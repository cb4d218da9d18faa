import CFFmpeg

/// The codecs that are decoded.
enum VideoCodec {
    static let supported: [AVCodecID] = [
        AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1, AV_CODEC_ID_MPEG4,
    ]

    /// The decoders that FFmpeg may open on its own while it looks at a clip, by its names.
    static let decoderNames = "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4"

    static func isSupported(_ id: AVCodecID) -> Bool { supported.contains(id) }

    static func name(_ id: AVCodecID) -> String { String(cString: avcodec_get_name(id)) }

    /// Throws `unsupportedCodec` with the codec's name.
    static func decoder(for id: AVCodecID) throws -> UnsafePointer<AVCodec> {
        guard isSupported(id) else {
            throw MediaError(
                .unsupportedCodec,
                "The video codec \"\(name(id))\" is not supported; convert the clip to H.264, HEVC, VP9 or AV1.")
        }
        guard let decoder = avcodec_find_decoder(id) else {
            throw MediaError(
                .unsupportedCodec,
                "The FFmpeg installed here has no decoder for \"\(name(id))\"; install a fuller one, or convert the clip."
            )
        }
        return decoder
    }
}
