import CFFmpeg

/// The supported containers. Other demuxers of FFmpeg only see the bytes that are needed to identify the format.
public enum Container: String, Hashable, Sendable, CaseIterable {
    /// MP4, QuickTime and related formats.
    case mp4 = "mov,mp4,m4a,3gp,3g2,mj2"
    /// Matroska and WebM.
    case matroska = "matroska,webm"

    /// The name for messages.
    public var name: String {
        switch self {
        case .mp4: "mp4/mov"
        case .matroska: "matroska/webm"
        }
    }
}

extension Container {
    /// Identifies the container from its first bytes, and leaves `input` at its start.
    ///
    /// Throws `notAVideo` if nothing is recognised, and `unsupportedContainer` with the format's name if it is another
    /// one.
    static func probe(_ input: InputContext) throws -> (container: Container, format: UnsafePointer<AVInputFormat>) {
        var format: UnsafePointer<AVInputFormat>?
        let score = av_probe_input_buffer2(input.pointer, &format, nil, nil, 0, 0)
        guard score > 0, let format else {
            throw MediaError(.notAVideo, "The file is not a recognised video; use an mp4, mov, mkv or webm file.")
        }
        let name = String(cString: format.pointee.name)
        if let container = Container(rawValue: name) { return (container, format) }
        // Nearly every sequence of bytes slightly resembles some format.
        guard score > AVPROBE_SCORE_MAX / 4 else {
            throw MediaError(.notAVideo, "The file is not a recognised video; use an mp4, mov, mkv or webm file.")
        }
        throw MediaError(
            .unsupportedContainer,
            "The container \"\(name)\" is not supported; convert the clip to mp4, mov, mkv or webm.",
            detail: format.pointee.long_name.map { String(cString: $0) })
    }
}
