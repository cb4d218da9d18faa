import CFFmpeg

/// The owner of FFmpeg's encoder.
final class VideoEncoder {
    let context: UnsafeMutablePointer<AVCodecContext>

    /// Opens the first of FFmpeg's encoders that works on this machine. Throws `noEncoder` if none does.
    init(width: Int, height: Int, frameRate: FrameRate, options: VideoWriter.Options) throws {
        FFmpegLog.silence()
        var log: [String] = []
        for encoder in Self.candidates {
            guard let context = avcodec_alloc_context3(encoder) else { throw MediaError.noMemory }
            Self.set(context, width: width, height: height, frameRate: frameRate, options: options)
            let (status, lines) = FFmpegLog.collecting { avcodec_open2(context, encoder, nil) }
            if status >= 0 {
                self.context = context
                return
            }
            log += lines
            var failed: UnsafeMutablePointer<AVCodecContext>? = context
            avcodec_free_context(&failed)
        }
        throw MediaError(
            .noEncoder, "The installed FFmpeg can't encode H.264; install one with libx264.", detail: log.last)
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// The resolution of the encoder's clock, fine enough for every common frame rate.
    var ticksPerSecond: Double { Double(context.pointee.time_base.den) }

    /// Encodes a frame at a time in ticks; `nil` flushes the encoder.
    func send(_ frame: FrameHandle?, time: Int64) throws {
        if let frame {
            frame.pointer.pointee.pts = time
            frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
            // The tags declare the range. The old format names would declare it twice.
            frame.pointer.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        }
        let (status, log) = FFmpegLog.collecting { avcodec_send_frame(context, frame?.pointer) }
        guard status >= 0 else { throw Self.failure(status, log) }
    }

    /// Returns the next packet; `nil` if the encoder needs another frame or is done.
    func receive() throws -> Packet? {
        let packet = try Packet()
        let status = avcodec_receive_packet(context, packet.pointer)
        if status == FFmpegStatus.tryAgain || status == FFmpegStatus.endOfFile { return nil }
        guard status >= 0 else { throw Self.failure(status, []) }
        return packet
    }

    private static func failure(_ status: Int32, _ log: [String]) -> MediaError {
        MediaError(.encodingFailed, "A picture can't be encoded.", detail: log.last ?? FFmpegStatus.text(status))
    }

    /// The encoders in order of preference: x264, other H.264 encoders, then the one that FFmpeg always has.
    private static var candidates: [UnsafePointer<AVCodec>] {
        [
            avcodec_find_encoder_by_name("libx264"), avcodec_find_encoder_by_name("libopenh264"),
            avcodec_find_encoder(AV_CODEC_ID_H264), avcodec_find_encoder(AV_CODEC_ID_MPEG4),
        ].compactMap(\.self)
    }

    private static func set(
        _ context: UnsafeMutablePointer<AVCodecContext>, width: Int, height: Int, frameRate: FrameRate,
        options: VideoWriter.Options
    ) {
        let rate = AVRational(num: Int32(clamping: frameRate.numerator), den: Int32(clamping: frameRate.denominator))
        context.pointee.width = Int32(width)
        context.pointee.height = Int32(height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        // MPEG-4 part 2 stores this number in 16 bits.
        context.pointee.time_base = AVRational(
            num: 1, den: context.pointee.codec_id == AV_CODEC_ID_H264 ? 90_000 : 60_000)
        context.pointee.framerate = rate
        context.pointee.gop_size = Int32(options.keyFrameInterval)
        context.pointee.thread_count = Int32(options.threads)
        context.pointee.color_range = options.colour.ffmpegRange
        context.pointee.colorspace = options.colour.ffmpegMatrix
        context.pointee.color_primaries = options.colour.ffmpegPrimaries
        context.pointee.color_trc = options.colour.ffmpegTransfer
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        // About a tenth of a bit for each sample, for encoders without a constant rate factor.
        context.pointee.bit_rate = Int64(Double(width * height) * min(frameRate.value, 120) / 10)
        if av_opt_set(context.pointee.priv_data, "crf", "\(options.crf)", 0) >= 0 {
            context.pointee.bit_rate = 0
            av_opt_set(context.pointee.priv_data, "preset", options.preset, 0)
        }
    }
}
