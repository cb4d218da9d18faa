import CFFmpeg
import GPU

/// The owner of FFmpeg's decoder of a video stream.
///
/// Packets are numbered by the caller, and frames have the number of their packet. Duplicate or missing timestamps
/// therefore can't confuse the decoder.
final class VideoDecoder {
    private let context: UnsafeMutablePointer<AVCodecContext>
    /// The number of packets and frames that couldn't be decoded.
    private(set) var errorCount = 0
    private var lastError: Int32 = 0
    private var deviceFailures = 0
    /// The device that decodes. Whether a GPU supports the stream is known after the first frame.
    private(set) var place: DecodingPlace
    /// The GPU that decodes. FFmpeg needs it until the end.
    private let device: HardwareDevice?
    /// The converter that copies pictures from the GPU that decodes; `nil` if the host decodes.
    private var unpacking: GraphicsUnpacking?

    /// Opens the decoder. Throws `unsupportedCodec`, or `damagedFile` if the stream's header is unusable.
    init(_ stream: UnsafeMutablePointer<AVStream>, options: VideoReader.Options) throws {
        let decoder = try VideoCodec.decoder(for: stream.pointee.codecpar.pointee)
        var context = avcodec_alloc_context3(decoder)
        guard let made = context else { throw MediaError.noMemory }
        avcodec_parameters_to_context(made, stream.pointee.codecpar)
        made.pointee.pkt_timebase = stream.pointee.time_base
        made.pointee.thread_count = Int32(options.threads)
        made.pointee.max_pixels = Int64(PictureLimits.mostPixels)
        made.pointee.skip_loop_filter = options.skipLoopFilter.ffmpeg
        (place, device) = Self.attachDevice(options.hardware, to: made, decoder)
        let (status, log) = FFmpegLog.collecting { avcodec_open2(made, decoder, nil) }
        guard status >= 0 else {
            avcodec_free_context(&context)
            throw MediaError(
                .damagedFile, "The video's header can't be decoded; the file is damaged.",
                detail: log.last ?? FFmpegStatus.text(status))
        }
        self.context = made
        if case .cuda(_, let cacheFolder) = place.hardware, let device {
            do {
                unpacking = try GraphicsUnpacking(device.stream, cacheFolder: cacheFolder)
            } catch {
                place.detour = "\(error)"
            }
        }
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Sends the decoder a packet, or `nil` after the last one. Call `receive` until it returns `nothing` first.
    func send(_ packet: Packet?, number: Int64) {
        packet?.pointer.pointee.pts = number
        packet?.pointer.pointee.dts = scorevision_nopts()
        note(avcodec_send_packet(context, packet?.pointer))
    }

    /// A result of the decoder.
    enum Output {
        case frame(FrameHandle, number: Int64)
        /// The decoder needs the next packet.
        case nothing
        case end
    }

    func receive() throws -> Output {
        let frame = try FrameHandle()
        while true {
            let status = avcodec_receive_frame(context, frame.pointer)
            if status >= 0 {
                deviceFailures = 0
                if place.hardware != .none, let refusal = refusal(of: frame) {
                    place = DecodingPlace(hardware: .none, refusal: refusal)
                }
                return .frame(frame, number: frame.pointer.pointee.pts)
            }
            if status == FFmpegStatus.tryAgain { return .nothing }
            note(status)
            if status == FFmpegStatus.external, place.hardware != .none {
                deviceFailures += 1
                guard deviceFailures < Self.mostDeviceFailures else {
                    throw MediaError(
                        .readFailed, "The GPU's decoder failed; set DEVICE=cpu.", detail: FFmpegStatus.text(status))
                }
            }
            // A decoder that always fails must not be called for ever.
            if status == FFmpegStatus.endOfFile || errorCount > Self.mostErrors { return .end }
        }
    }

    /// Returns the reason why the processor must decode, as a frame shows; `nil` if the GPU can.
    private func refusal(of frame: FrameHandle) -> String? {
        guard frame.isOnDevice else { return "the GPU's decoder doesn't support this kind of \(codecName)" }
        // FFmpeg applies this cropping on the host only.
        let cut = frame.pointer.pointee
        return cut.crop_left > 0 || cut.crop_top > 0 ? "the picture is cropped at the left or top edge" : nil
    }

    private var codecName: String { VideoCodec.name(context.pointee.codec_id) }

    /// The largest number of pictures that a GPU decodes at once. Each occupies one of its few surfaces.
    private static let mostThreadsOnDevice: Int32 = 4

    /// Attaches the requested GPU if it can be used.
    private static func attachDevice(
        _ hardware: HardwareDecoding, to context: UnsafeMutablePointer<AVCodecContext>,
        _ decoder: UnsafePointer<AVCodec>
    ) -> (DecodingPlace, HardwareDevice?) {
        guard case .cuda(let card, _) = hardware else { return (DecodingPlace(hardware: .none), nil) }
        do {
            let device = try HardwareDevice(card: card, for: decoder)
            device.attach(to: context)
            let threads = context.pointee.thread_count
            context.pointee.thread_count = threads > 0 ? min(threads, mostThreadsOnDevice) : mostThreadsOnDevice
            return (DecodingPlace(hardware: hardware), device)
        } catch {
            return (DecodingPlace(hardware: .none, refusal: error.reason), nil)
        }
    }

    /// Returns a frame as a picture, which stays on the GPU that decoded it unless it must be converted.
    ///
    /// - Parameter mayStay: whether the frame is upright and of the clip's size.
    func picture(_ frame: FrameHandle, mayStay: Bool) throws -> DecodedPicture {
        let (width, height) = (frame.width, frame.height)
        let colour = ColourDescription(of: frame)
        let format = SampleFormat(frame.sampleFormat).name
        if frame.isOnDevice, let unpacking {
            do {
                if mayStay, let picture = try unpacking.take(frame) {
                    return DecodedPicture(
                        width: width, height: height, colour: colour, format: format, samples: .graphics(picture))
                }
                place.detour = "the processor has to convert them (\(format), rotated, or of another size)"
            } catch {
                place.detour = "\(error)"
                // Memory becomes available when other pictures are released.
                if (error as? CUDAError)?.isOutOfMemory != true { self.unpacking = nil }
            }
        }
        return DecodedPicture(
            width: width, height: height, colour: colour, format: format, samples: .host(try frame.onHost()))
    }

    /// The number of pictures that the decoder holds back to sort them, as far as it knows.
    var reordering: Int { Int(context.pointee.has_b_frames) }

    /// FFmpeg's message for the latest error.
    var errorText: String? { lastError < 0 ? FFmpegStatus.text(lastError) : nil }

    private static let mostErrors = 10_000
    /// The number of consecutive failures of a GPU's decoder that damaged packets alone can't explain.
    private static let mostDeviceFailures = 16

    private func note(_ status: Int32) {
        guard status < 0, status != FFmpegStatus.endOfFile, status != FFmpegStatus.tryAgain else { return }
        errorCount += 1
        lastError = status
    }
}
