import CFFmpeg

/// A pixel format of FFmpeg, with the properties that matter here.
struct SampleFormat: Hashable {
    let id: AVPixelFormat

    init(_ id: AVPixelFormat) { self.id = id }

    static func == (a: SampleFormat, b: SampleFormat) -> Bool { a.id == b.id }

    func hash(into hasher: inout Hasher) { hasher.combine(id.rawValue) }

    var name: String { av_get_pix_fmt_name(id).map { String(cString: $0) } ?? "unknown" }

    /// Whether the format is 8-bit 4:2:0 in three planes, the form of delivered frames.
    var isYUV420: Bool { id == AV_PIX_FMT_YUV420P || id == AV_PIX_FMT_YUVJ420P }

    var isRGB: Bool { has(flag: AV_PIX_FMT_FLAG_RGB) || has(flag: AV_PIX_FMT_FLAG_PAL) }

    /// Whether the format is luma only, without alpha.
    var isGray: Bool { descriptor?.nb_components == 1 && !isRGB }

    /// Whether the format is an old one that implies full range.
    var isFullRangeByName: Bool { id != withoutRange.id }

    /// The format with the same samples that doesn't imply a range.
    var withoutRange: SampleFormat {
        switch id {
        case AV_PIX_FMT_YUVJ420P: SampleFormat(AV_PIX_FMT_YUV420P)
        case AV_PIX_FMT_YUVJ411P: SampleFormat(AV_PIX_FMT_YUV411P)
        case AV_PIX_FMT_YUVJ422P: SampleFormat(AV_PIX_FMT_YUV422P)
        case AV_PIX_FMT_YUVJ440P: SampleFormat(AV_PIX_FMT_YUV440P)
        case AV_PIX_FMT_YUVJ444P: SampleFormat(AV_PIX_FMT_YUV444P)
        default: self
        }
    }

    private var descriptor: AVPixFmtDescriptor? { av_pix_fmt_desc_get(id)?.pointee }

    private func has(flag: Int32) -> Bool { (descriptor?.flags ?? 0) & UInt64(flag) != 0 }
}
