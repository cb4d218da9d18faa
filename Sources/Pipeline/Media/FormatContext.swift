import CFFmpeg

/// The owner of FFmpeg's `AVFormatContext` of a clip. The context can access nothing but the bytes of the source.
final class FormatContext {
    private(set) var pointer: UnsafeMutablePointer<AVFormatContext>?
    private let input: InputContext
    private let control: ReadControl
    private let source: any ByteSource
    /// The reason why a video stream is ignored; `nil` if none is.
    private(set) var tooLarge: MediaError?
    /// The packets that were read to choose a stream, in order.
    private var readBefore: [Packet] = []

    init(source: any ByteSource, control: ReadControl) throws {
        FFmpegLog.silence()
        input = try InputContext(source: source, control: control)
        self.control = control
        self.source = source
    }

    deinit { avformat_close_input(&pointer) }

    /// Reads the header, and as much of the clip as is needed to know its streams.
    func open() throws -> Container {
        let (container, demuxer) = try Container.probe(input)
        try rethrowReadFailure()
        guard let context = avformat_alloc_context() else { throw MediaError.noMemory }
        context.pointee.pb = input.pointer
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        context.pointee.interrupt_callback = AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<ReadControl>.fromOpaque(opaque).takeUnretainedValue().isCancelled ? 1 : 0
            }, opaque: Unmanaged.passUnretained(control).toOpaque())
        // A clip may refer to other files, as QuickTime can. None is ever opened.
        context.pointee.io_open = { _, _, _, _, _ in scorevision_averror(EPERM) }

        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "protocol_whitelist", "none", 0)
        av_dict_set(&options, "format_whitelist", container.rawValue, 0)
        av_dict_set(&options, "codec_whitelist", VideoCodec.decoderNames, 0)
        if !source.isComplete {
            // Read fragments in sequence rather than all of their headers first, and don't read the index at the end
            // before the first picture. These parts may not have arrived yet.
            context.pointee.flags |= AVFMT_FLAG_IGNIDX
            av_dict_set(&options, "use_mfra_for", "0", 0)
        }

        pointer = context
        let (status, log) = FFmpegLog.collecting { avformat_open_input(&pointer, nil, demuxer, &options) }
        guard status >= 0 else { throw try openingError(status, log: log, container: container) }
        try findStreams()
        return container
    }

    /// Throws the error of the byte source or the cancellation that made FFmpeg fail, if any.
    func rethrowReadFailure() throws {
        if control.isCancelled { throw MediaError.stopped }
        switch input.failure {
        case nil: return
        case let error as MediaError: throw error
        case let error?:
            throw MediaError(.readFailed, "The clip can't be read further.", detail: String(describing: error))
        }
    }

    /// Reads the next packet of any stream into an empty `packet`, and returns the status of `av_read_frame`.
    func read(into packet: Packet) -> Int32 {
        guard !readBefore.isEmpty else { return av_read_frame(pointer, packet.pointer) }
        let next = readBefore.removeFirst()
        withExtendedLifetime(next) { av_packet_move_ref(packet.pointer, next.pointer) }
        return 0
    }

    /// Reads ahead until `isEnough` returns `true`, and returns the number of packets of each stream by its index.
    ///
    /// Stops at the end of the clip or after a few megabytes. Later reads return these packets again.
    func countPackets(until isEnough: ([Int]) -> Bool) throws -> [Int] {
        var counts = [Int](repeating: 0, count: Int(pointer?.pointee.nb_streams ?? 0))
        var bytes = 0
        while !isEnough(counts), readBefore.count < 2000, bytes < 32 << 20 {
            let packet = try Packet()
            guard av_read_frame(pointer, packet.pointer) >= 0 else { break }
            let index = Int(packet.pointer.pointee.stream_index)
            if counts.indices.contains(index) { counts[index] += 1 }
            bytes += packet.bytes.count
            readBefore.append(packet)
        }
        try rethrowReadFailure()
        return counts
    }

    private func openingError(_ status: Int32, log: [String], container: Container) throws -> MediaError {
        try rethrowReadFailure()
        if container == .mp4, !MP4Boxes.encryptedTracks(in: source).isEmpty { return MediaError.encrypted }
        let detail = log.last ?? FFmpegStatus.text(status)
        if log.contains(where: { $0.contains("moov atom not found") }) {
            return MediaError(
                .incompleteFile,
                "The file is incomplete: its index (the moov atom), often at the end of the file, is missing. "
                    + "Download or copy it again.",
                detail: detail)
        }
        return MediaError(
            .damagedFile,
            "The file looks like \(container.name), but its header can't be read; it is damaged or incomplete.",
            detail: detail)
    }

    /// Returns whether the container marks a stream as encrypted.
    func isEncrypted(_ stream: UnsafeMutablePointer<AVStream>, in container: Container) -> Bool {
        switch container {
        case .mp4: MP4Boxes.encryptedTracks(in: source).contains(Int(stream.pointee.id))
        case .matroska: av_dict_get(stream.pointee.metadata, "enc_key_id", nil, 0) != nil
        }
    }

    private func findStreams() throws {
        guard let context = pointer else { return }
        let count = Int(context.pointee.nb_streams)
        let streams = (0..<count).compactMap { context.pointee.streams[$0] }
        for stream in streams {
            let parameters = stream.pointee.codecpar.pointee
            if parameters.codec_type == AVMEDIA_TYPE_VIDEO {
                do {
                    try PictureLimits.checkMemory(width: Int(parameters.width), height: Int(parameters.height))
                    continue
                } catch let error as MediaError {
                    tooLarge = error
                }
            }
            // FFmpeg would decode sound, text and huge stills to analyse them, which isn't needed here.
            stream.pointee.discard = AVDISCARD_ALL
            stream.pointee.codecpar.pointee.codec_type = AVMEDIA_TYPE_DATA
            stream.pointee.codecpar.pointee.codec_id = AV_CODEC_ID_NONE
        }
        var options = [OpaquePointer?](repeating: nil, count: max(1, count))
        defer { for index in options.indices { av_dict_free(&options[index]) } }
        for index in options.indices {
            av_dict_set(&options[index], "max_pixels", "\(PictureLimits.mostPixels)", 0)
            av_dict_set(&options[index], "threads", "1", 0)
        }
        // If it fails to find something, decoding the first picture will show it.
        _ = avformat_find_stream_info(context, &options)
        try rethrowReadFailure()
    }
}
