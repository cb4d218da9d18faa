import Engines
import GPU
import Media

/// The equivalent of `InputTransform` on a GPU, for pictures in its memory. The bytes are the same, and none of them
/// pass through host memory.
final class GPUTransform: Sendable {
    let transform: InputTransform
    private let kernels: PictureKernels
    private let arguments: KernelArguments
    private let tables: [CUDAMemory]

    /// Uploads the tables of a transform.
    ///
    /// Throws a `CUDAError` if the GPU can't run the kernels or has no memory for the tables.
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

    /// Queues the writing of one picture in the tensor's stream, after the picture's own decoding.
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

/// The arguments of the kernel of `PictureKernels` that performs an `InputTransform`, wherever its tables are stored.
struct KernelArguments: Sendable {
    enum Kernel: Sendable { case split, colours }

    let kernel: Kernel
    /// The number of positions that the kernel runs for.
    let width: Int
    let height: Int
    private let tables: [UInt64]
    private let source: [UInt64]
    /// The size of the network's picture and the rectangle of the source in it, in samples of the tensor's planes.
    private let sizes: [UInt64]
    private let isBlueFirst: UInt64
    /// The number of values of one picture in the tensor.
    let valueCount: Int

    /// Builds the arguments.
    ///
    /// - Parameter upload: stores a table of `Int32` or `UInt16` where the kernel runs, and returns its address.
    init(_ transform: InputTransform, upload: ([UInt8]) throws -> UInt64) rethrows {
        let box = transform.letterbox
        func table<Value: BitwiseCopyable>(_ values: [Value]) throws -> UInt64 {
            try upload(values.withUnsafeBytes { [UInt8]($0) })
        }
        func numbers(_ conversion: ColourConversion) throws -> UInt64 {
            try table(conversion.coefficients + [conversion.yOffset] + conversion.offsets)
        }
        func axis(_ taps: AxisTaps) throws -> [UInt64] {
            [try table(taps.starts.map(Int32.init)), try table(taps.weights), UInt64(taps.count)]
        }
        func axis(_ taps: LinearTaps) throws -> [UInt64] {
            [try table(taps.starts.map(Int32.init)), try table(taps.weights)]
        }
        let unit: Int
        switch transform.scaling {
        case .planes(let luma, let chroma, let conversion):
            unit = 2
            kernel = .split
            let light = luma.method.taps(width: box.contentWidth, height: box.contentHeight)
            let colour = chroma.method.taps(width: box.contentWidth / 2, height: box.contentHeight / 2)
            tables =
                try [light.horizontal, light.vertical, colour.horizontal, colour.vertical].flatMap(axis)
                + [conversion.map(numbers) ?? 0]
            source = []
        case .colours(_, let conversion):
            unit = 1
            kernel = .colours
            // Copying and halving are special cases of these taps and give the same bytes.
            let columns = LinearTaps(from: box.sourceWidth, to: box.contentWidth, scale: box.scaleX)
            let rows = LinearTaps(from: box.sourceHeight, to: box.contentHeight, scale: box.scaleY)
            tables = try axis(columns) + axis(rows) + [numbers(conversion)]
            source = [UInt64(box.sourceWidth), UInt64(box.sourceHeight)]
        }
        (width, height) = (box.modelWidth / unit, box.modelHeight / unit)
        sizes = [box.modelWidth, box.modelHeight, box.left, box.top, box.contentWidth, box.contentHeight]
            .map { UInt64($0 / unit) }
        isBlueFirst = transform.layout == .bgrByte ? 1 : 0
        valueCount = transform.valueCount
    }

    /// Returns the argument list for one picture.
    ///
    /// - Parameters:
    ///   - planes: the addresses of Y, U and V.
    ///   - tensor: the address of this picture's part of the tensor.
    ///   - divisor: 0 for a tensor of bytes; for floats, the number that divides the bytes.
    func list(
        planes: (y: UInt64, u: UInt64, v: UInt64), yStride: Int, chromaStride: Int, tensor: UInt64, divisor: Int
    ) -> [UInt64] {
        let picture = [planes.y, planes.u, planes.v, UInt64(yStride), UInt64(chromaStride)]
        return switch kernel {
        case .split: picture + tables + [tensor] + sizes
        case .colours: picture + source + tables + [tensor, UInt64(divisor), isBlueFirst] + sizes
        }
    }
}

extension PlaneScaler.Method {
    /// Returns any method as taps. Copying and halving give the same bytes this way.
    fileprivate func taps(width: Int, height: Int) -> (horizontal: AxisTaps, vertical: AxisTaps) {
        switch self {
        case .copy: (.every(1, count: width), .every(1, count: height))
        case .halve: (.every(2, count: width), .every(2, count: height))
        case .taps(let horizontal, let vertical): (horizontal, vertical)
        }
    }
}

extension AxisTaps {
    /// Returns taps that average each group of `samples` neighbours.
    fileprivate static func every(_ samples: Int, count: Int) -> AxisTaps {
        AxisTaps(
            count: samples, starts: (0..<count).map { $0 * samples },
            weights: [UInt16](repeating: UInt16(unit / samples), count: count * samples))
    }
}
