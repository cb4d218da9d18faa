import CFFmpeg
import GPU

/// A converter that copies pictures from a GPU's decoder within the GPU's memory, because the decoder has only a few
/// surfaces. Unsafe: it passes addresses to a kernel.
final class GraphicsUnpacking {
    private let kernels: PictureKernels
    /// The decoder's own stream, which keeps all operations in order.
    private let stream: CUDAStream
    private var pool: GraphicsPicturePool?

    /// Loads the kernel. Throws a `CUDAError` if the GPU can't run it.
    init(_ stream: CUDAStream, cacheFolder: String?) throws {
        self.stream = stream
        kernels = try PictureKernels.of(stream.card, cacheFolder: cacheFolder)
    }

    /// Returns a copy of a picture of the clip's size; `nil` if it isn't 8-bit 4:2:0, so that the host must convert it.
    func take(_ frame: FrameHandle) throws -> GraphicsPicture? {
        guard frame.isOnDevice, frame.sampleFormat == AV_PIX_FMT_NV12 else { return nil }
        let samples = frame.pointer.pointee
        guard samples.linesize.0 > 0, samples.linesize.1 > 0 else { return nil }
        let pool = pool ?? .shared(width: frame.width, height: frame.height, card: stream.card)
        self.pool = pool
        let picture = try pool.take()
        // If the clip that last used this memory was abandoned, its decoder may still have to write there.
        try stream.wait(for: picture.written)
        let address = { (plane: UnsafeMutablePointer<UInt8>?) in UInt64(UInt(bitPattern: plane)) }
        try kernels.unpack.launch(
            [
                address(samples.data.0), UInt64(samples.linesize.0), address(samples.data.1),
                UInt64(samples.linesize.1), picture.y, picture.u, picture.v, UInt64(picture.yStride),
                UInt64(picture.chromaStride), UInt64(frame.width), UInt64(frame.height),
            ], width: (frame.width + 1) / 2, height: (frame.height + 1) / 2, in: stream)
        try picture.written.record(in: stream)
        return picture
    }
}
