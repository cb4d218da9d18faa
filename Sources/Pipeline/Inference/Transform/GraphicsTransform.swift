import CUDA
import Media

/// `InputTransform` for pictures in a GPU's memory, done there: the same bytes, and none of them passes the host.
final class GraphicsTransform: Sendable {
    let transform: InputTransform
    private let kernels: PictureKernels
    private let arguments: KernelArguments
    private let tables: [CUDAMemory]

    /// Throws a `CUDAError` where the GPU can't run kernels, or has no room for a few numbers.
    init(_ transform: InputTransform, stream: CUDAStream, cacheFolder: String?) throws {
        kernels = try PictureKernels.of(stream.card, cacheFolder: cacheFolder)
        var tables: [CUDAMemory] = []
        arguments = try KernelArguments(transform) { table in
            let memory = try CUDAMemory(table, by: stream)
            tables.append(memory)
            return memory.address
        }
        self.tables = tables
        self.transform = transform
    }

    /// Puts the writing of one picture into a tensor's stream, where it waits for the picture.
    ///
    /// - Parameter index: the picture's place in the batch.
    func write(_ picture: GraphicsPicture, at index: Int, into tensor: DeviceTensor) throws {
        try tensor.stream.wait(for: picture.written)
        let list = arguments.list(
            planes: (picture.y, picture.u, picture.v), yStride: picture.yStride, chromaStride: picture.chromaStride,
            tensor: tensor.address + UInt64(index * arguments.valueCount * tensor.element.size),
            divisor: tensor.element == .float32 ? Int(tensor.divisor) : 0)
        let kernel = arguments.kernel == .split ? kernels.split : kernels.colours
        try kernel.launch(list, width: arguments.width, height: arguments.height, in: tensor.stream)
    }
}
