import CFFmpeg

/// The containers that are read. No other demuxer of FFmpeg ever sees a byte of a clip but to name it.
public enum Container: String, Hashable, Sendable, CaseIterable {
    /// MP4, QuickTime and their kin.
    case mp4 = "mov,mp4,m4a,3gp,3g2,mj2"
    /// Matroska and WebM.
    case matroska = "matroska,webm"

    /// The name for people.
    public var name: String {
        switch self {
        case .mp4: "mp4/mov"
        case .matroska: "matroska/webm"
        }
    }
}

extension Container {
    /// Tells the container from its first bytes, and leaves `input` at its start.
    ///
    /// Throws `notAVideo` where nothing is recognised, `unsupportedContainer` with its name where another one is.
    static func probe(_ input: InputContext) throws -> (container: Container, format: UnsafePointer<AVInputFormat>) {
        var format: UnsafePointer<AVInputFormat>?
        let score = av_probe_input_buffer2(input.pointer, &format, nil, nil, 0, 0)
        guard score > 0, let format else {
            throw MediaError(.notAVideo, "This is not a video that can be recognised; give an mp4, mov, mkv or webm.")
        }
        let name = String(cString: format.pointee.name)
        if let container = Container(rawValue: name) { return (container, format) }
        // Nearly every sequence of bytes looks a little like something.
        guard score > AVPROBE_SCORE_MAX / 4 else {
            throw MediaError(.notAVideo, "This is not a video that can be recognised; give an mp4, mov, mkv or webm.")
        }
        throw MediaError(
            .unsupportedContainer,
            "The container \"\(name)\" is not supported; convert the clip to mp4, mov, mkv or webm.",
            detail: format.pointee.long_name.map { String(cString: $0) })
    }
}
