import CFFmpeg

/// The FFmpeg libraries that the program uses.
public enum FFmpegLibraries {
    /// FFmpeg's own version, such as `5.1.6-0+deb12u1`.
    public static var version: String { String(cString: av_version_info()) }

    /// The versions of the libraries, by name.
    public static var versions: [(name: String, version: String)] {
        [
            ("libavformat", avformat_version()), ("libavcodec", avcodec_version()), ("libavutil", avutil_version()),
            ("libswscale", swscale_version()),
        ].map { name, number in (name, "\(number >> 16).\(number >> 8 & 0xff).\(number & 0xff)") }
    }

    /// The supported codecs that this FFmpeg can't decode.
    public static var missingDecoders: [String] {
        VideoCodec.supported.filter { avcodec_find_decoder($0) == nil }.map(VideoCodec.name)
    }
}
