import CFFmpeg

/// The owner of the mp4 file that packets are written to.
final class Muxer {
    private var context: UnsafeMutablePointer<AVFormatContext>?
    private let stream: UnsafeMutablePointer<AVStream>
    private let packetDuration: Int64
    private let tick: AVRational

    /// Opens an existing local file for writing. Throws `cannotWrite`.
    init(path: String, encoder: VideoEncoder, orientation: Orientation) throws {
        // The prefix prevents a colon in the name from being read as a protocol.
        avformat_alloc_output_context2(&context, nil, "mp4", "file:" + path)
        guard let made = context, let stream = avformat_new_stream(made, nil) else {
            avformat_free_context(context)
            throw MediaError.noMemory
        }
        let settings = encoder.context.pointee
        self.stream = stream
        tick = settings.time_base
        packetDuration = av_rescale_q(1, av_inv_q(settings.framerate), tick)
        made.pointee.flags |= AVFMT_FLAG_BITEXACT
        avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context)
        stream.pointee.time_base = tick
        stream.pointee.avg_frame_rate = settings.framerate
        if orientation != .upright { scorevision_set_display_matrix(stream, orientation.displayMatrix) }

        try Self.check(avio_open(&made.pointee.pb, "file:" + path, AVIO_FLAG_WRITE))
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "movflags", "+faststart", 0)
        let (status, log) = FFmpegLog.collecting { avformat_write_header(made, &options) }
        try Self.check(status, log)
    }

    deinit {
        if let context { avio_closep(&context.pointee.pb) }
        avformat_free_context(context)
    }

    /// Writes the packets that the encoder has ready.
    func write(from encoder: VideoEncoder) throws {
        while let packet = try encoder.receive() {
            if packet.pointer.pointee.duration <= 0 { packet.pointer.pointee.duration = packetDuration }
            av_packet_rescale_ts(packet.pointer, tick, stream.pointee.time_base)
            packet.pointer.pointee.stream_index = stream.pointee.index
            let (status, log) = FFmpegLog.collecting { av_interleaved_write_frame(context, packet.pointer) }
            try Self.check(status, log)
        }
    }

    /// Writes the index, moves it to the front, and closes the file.
    func finish() throws {
        let (status, log) = FFmpegLog.collecting { av_write_trailer(context) }
        try Self.check(status, log)
        guard let context else { return }
        try Self.check(avio_closep(&context.pointee.pb))
    }

    private static func check(_ status: Int32, _ log: [String] = []) throws {
        guard status < 0 else { return }
        let text = FFmpegStatus.text(status)
        throw MediaError(
            .cannotWrite, "The clip can't be written; check the free space and the folder's permissions.",
            detail: log.last.map { "\(text), \($0)" } ?? text)
    }
}
