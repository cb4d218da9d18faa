import CFFmpeg

/// The supported codecs.
enum VideoCodec {
    static let supported: [AVCodecID] = [
        AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1, AV_CODEC_ID_MPEG4,
    ]

    /// FFmpeg's names of the decoders that it may open to analyse a clip.
    static let decoderNames = "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4"

    static func isSupported(_ id: AVCodecID) -> Bool { supported.contains(id) }

    static func name(_ id: AVCodecID) -> String { String(cString: avcodec_get_name(id)) }

    /// Returns the name of a stream's coding, even if FFmpeg doesn't know it, such as `VVC (vvc1)`.
    static func name(of parameters: AVCodecParameters) -> String {
        let tag = parameters.codec_tag
        let letters = (0..<4).map { UInt8(truncatingIfNeeded: tag >> (8 * $0)) }
        let fourcc = letters.allSatisfy { (0x20...0x7e).contains($0) } ? String(decoding: letters, as: UTF8.self) : nil
        guard !isSupported(parameters.codec_id) else { return name(parameters.codec_id) }
        if let fourcc, let family = families[fourcc] { return "\(family) (\(fourcc))" }
        guard parameters.codec_id == AV_CODEC_ID_NONE else { return name(parameters.codec_id) }
        return fourcc ?? "unknown"
    }

    /// Names of codecs that FFmpeg may not know or may confuse with others, by their sample entry type in an mp4.
    private static let families = [
        "vvc1": "VVC", "vvi1": "VVC", "vvcN": "VVC", "evc1": "EVC", "lvc1": "LCEVC",
        "dvh1": "Dolby Vision", "dvhe": "Dolby Vision", "dva1": "Dolby Vision", "dvav": "Dolby Vision",
        "dav1": "Dolby Vision", "dvc1": "Dolby Vision", "dvi1": "Dolby Vision",
    ]

    /// Returns the decoder of a stream. Throws `unsupportedCodec` with the codec's name.
    static func decoder(for parameters: AVCodecParameters) throws -> UnsafePointer<AVCodec> {
        let id = parameters.codec_id
        guard isSupported(id) else {
            throw MediaError(
                .unsupportedCodec,
                "The video codec \"\(name(of: parameters))\" is not supported; "
                    + "convert the clip to H.264, HEVC, VP9 or AV1.")
        }
        guard let decoder = avcodec_find_decoder(id) else {
            throw MediaError(
                .unsupportedCodec,
                "The installed FFmpeg has no decoder for \"\(name(id))\"; install a complete one or convert the clip."
            )
        }
        return decoder
    }
}
