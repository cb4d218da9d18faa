import CFFmpeg

/// The return values of FFmpeg's functions: zero or more is success, less is an error.
enum FFmpegStatus {
    static let endOfFile = scorevision_averror_eof()
    static let tryAgain = scorevision_averror_eagain()
    /// A library that FFmpeg calls failed, such as a GPU's driver.
    static let external = scorevision_averror_external()
    static let exit = scorevision_averror_exit()

    /// Returns FFmpeg's message for an error.
    static func text(_ status: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        av_strerror(status, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
