import CFFmpeg
import Foundation
import GPU
import Platform

/// The owner of FFmpeg's handle of a GPU that decodes. It uses the CUDA context that the process shares.
final class HardwareDevice {
    /// The stream for the decoder's work.
    let stream: CUDAStream
    private var handle: UnsafeMutablePointer<AVBufferRef>?

    /// NVIDIA's decoder library, a part of the driver that isn't installed on every machine.
    private static let library = "libnvcuvid.so.1"
    private static let advice = "start containers with NVIDIA_DRIVER_CAPABILITIES=compute,utility,video"

    /// The reason why a decoder can't use the GPU.
    struct Refusal: Error {
        let reason: String
    }

    /// Opens the GPU. Throws a `Refusal` if FFmpeg was built without support, the driver is missing, or there is no
    /// such GPU.
    init(card: Int, for decoder: UnsafePointer<AVCodec>) throws(Refusal) {
        guard Self.takesCUDA(decoder) else {
            throw Refusal(reason: "this FFmpeg has no NVDEC for \(String(cString: decoder.pointee.name))")
        }
        do {
            stream = try CUDAStream(on: CUDACard.open(card))
        } catch {
            throw Refusal(reason: "\(error)")
        }
        // FFmpeg opens this library later, on a thread whose messages are lost.
        guard (try? DynamicLibrary(Self.library)) != nil else {
            throw Refusal(reason: "\(Self.library) can't be opened; \(Self.advice)")
        }
        handle = av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_CUDA)
        guard let handle else { throw Refusal(reason: "this FFmpeg has no CUDA support") }
        scorevision_set_cuda(
            handle, UnsafeMutableRawPointer(stream.card.context), UnsafeMutableRawPointer(stream.handle))
        let (status, log) = FFmpegLog.collecting { av_hwdevice_ctx_init(handle) }
        guard status >= 0 else { throw Refusal(reason: log.last ?? FFmpegStatus.text(status)) }
    }

    deinit { av_buffer_unref(&handle) }

    /// Makes the GPU available to the decoder. FFmpeg uses it for every stream that the GPU supports.
    func attach(to context: UnsafeMutablePointer<AVCodecContext>) {
        context.pointee.hw_device_ctx = av_buffer_ref(handle)
    }

    private static func takesCUDA(_ decoder: UnsafePointer<AVCodec>) -> Bool {
        var index: Int32 = 0
        while let config = avcodec_get_hw_config(decoder, index) {
            let methods = config.pointee.methods
            if config.pointee.device_type == AV_HWDEVICE_TYPE_CUDA,
                methods & Int32(AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0
            {
                return true
            }
            index += 1
        }
        return false
    }
}

extension FrameHandle {
    /// Whether the samples are in a GPU's memory.
    var isOnDevice: Bool { pointer.pointee.hw_frames_ctx != nil }

    /// The format of the samples, wherever they are.
    var sampleFormat: AVPixelFormat { isOnDevice ? scorevision_device_format(pointer) : format }

    /// Returns the frame with its samples copied to the host, or the frame itself if they are there.
    func onHost() throws -> FrameHandle {
        guard isOnDevice else { return self }
        let copy = try FrameHandle()
        let status = av_hwframe_transfer_data(copy.pointer, pointer, 0)
        guard status >= 0, av_frame_copy_props(copy.pointer, pointer) >= 0 else {
            throw MediaError(
                .readFailed, "A picture can't be copied from the GPU that decoded it; set DEVICE=cpu.",
                detail: FFmpegStatus.text(status))
        }
        return copy
    }
}
