import CFFmpeg

/// An open container and its selected video stream.
final class Demuxer {
    let container: Container
    let stream: UnsafeMutablePointer<AVStream>
    private let format: FormatContext
    private let control: ReadControl

    /// Opens the container and selects the video stream.
    ///
    /// Throws a `MediaError` if the clip can't be read.
    init(source: any ByteSource, control: ReadControl) throws {
        if source.size == 0 {
            throw MediaError(.fileEmpty, "The file is empty; download or copy it again.")
        }
        self.control = control
        format = try FormatContext(source: source, control: control)
        container = try format.open()
        stream = try format.pickVideo(in: container)
    }

    var parameters: AVCodecParameters { stream.pointee.codecpar.pointee }
    var codec: AVCodecID { parameters.codec_id }
    var codecName: String { VideoCodec.name(codec) }

    /// The container's codec configuration record.
    var configuration: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: parameters.extradata, count: max(0, Int(parameters.extradata_size)))
    }

    /// Returns a time in the stream's ticks as seconds.
    func seconds(_ ticks: Int64) -> Double {
        let base = stream.pointee.time_base
        return Double(ticks) * Double(base.num) / Double(max(1, base.den))
    }

    var frameRate: FrameRate? {
        [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate]
            .map { FrameRate(Int($0.num), Int($0.den)) }
            .first(where: \.isValid)
    }

    var orientation: Orientation {
        guard let matrix = scorevision_display_matrix(stream) else { return .upright }
        return Orientation(displayMatrix: (0..<9).map { matrix[$0] })
    }

    /// Reads the next packet of the video; `nil` at the end of the clip, or if damaged data ends it.
    func read() throws -> Packet? {
        let packet = try Packet()
        while true {
            if control.isCancelled { throw MediaError.stopped }
            let status = format.read(into: packet)
            if status == FFmpegStatus.tryAgain { continue }
            if status < 0 {
                try format.rethrowReadFailure()
                if status != FFmpegStatus.endOfFile { brokeOff = true }
                return nil
            }
            if packet.pointer.pointee.stream_index == stream.pointee.index, packet.pointer.pointee.size > 0 {
                guard !packet.isEncrypted else { throw MediaError.encrypted }
                return packet
            }
            av_packet_unref(packet.pointer)
        }
    }

    /// Whether reading ended at damaged data before the end.
    private(set) var brokeOff = false

    /// The duration of the video, or of the clip if the video has none, in seconds.
    var durationSeconds: Double? {
        if stream.pointee.duration > 0 { return seconds(stream.pointee.duration) }
        if let tag = av_dict_get(stream.pointee.metadata, "DURATION", nil, 0)?.pointee.value,
            let seconds = Double(clock: String(cString: tag))
        {
            return seconds
        }
        let duration = format.pointer?.pointee.duration ?? 0
        return duration > 0 ? Double(duration) / Double(AV_TIME_BASE) : nil
    }

    /// The number of presented frames according to the index; `nil` if no single index covers the clip.
    var indexedFrames: Int? {
        guard container == .mp4, stream.pointee.nb_frames > 0 else { return nil }
        return (0..<avformat_index_get_entries_count(stream)).count { position in
            guard let entry = avformat_index_get_entry(stream, position) else { return false }
            // Cameras write an empty sample if they have no new picture. It presents nothing.
            return entry.pointee.size > 0 && entry.pointee.flags & AVINDEX_DISCARD_FRAME == 0
        }
    }
}

extension Double {
    /// Parses `HH:MM:SS.fraction` from Matroska's tags as seconds.
    fileprivate init?(clock text: String) {
        let parts = text.split(separator: ":").map { Double($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
        let total = hours * 3600 + minutes * 60 + seconds
        guard total > 0, total.isFinite else { return nil }
        self = total
    }
}
