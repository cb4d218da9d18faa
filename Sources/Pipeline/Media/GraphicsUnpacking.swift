import CFFmpeg
import GPU

/// Takes pictures over from a GPU's decoder, within the GPU's memory: what the decoder has is a loan, of which there
/// are few. Unsafe: it passes addresses to a kernel.
final class GraphicsUnpacking {
    private let kernels: PictureKernels
    /// The decoder's own, so that all is done in order.
    private let stream: CUDAStream
    private var pool: GraphicsPicturePool?

    /// Throws a `CUDAError` where the GPU can't run the kernel.
    init(_ stream: CUDAStream, cacheFolder: String?) throws {
        self.stream = stream
        kernels = try PictureKernels.of(stream.card, cacheFolder: cacheFolder)
    }

    /// The picture, of the clip's one size; nil where it is not 8-bit 4:2:0, which the host has to convert.
    func take(_ frame: FrameHandle) throws -> GraphicsPicture? {
        guard frame.isOnDevice, frame.sampleFormat == AV_PIX_FMT_NV12 else { return nil }
        let samples = frame.pointer.pointee
        guard samples.linesize.0 > 0, samples.linesize.1 > 0 else { return nil }
        let pool = pool ?? .shared(width: frame.width, height: frame.height, card: stream.card)
        self.pool = pool
        let picture = try pool.take()
        // Its last user's decoder may still have to write there, where that clip was given up.
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
