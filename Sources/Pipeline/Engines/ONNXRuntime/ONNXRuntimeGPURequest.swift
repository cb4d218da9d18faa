import GPU

/// A request of ONNX Runtime on an NVIDIA GPU. Unsafe: it hands out memory that a run reads or has written.
///
/// Input and outputs are in the GPU's memory. Kernels write pictures that are already there; pictures from the host are
/// copied.
///
/// `@unchecked Sendable`: the owner uses the request from one thread at a time, as `InferenceRequest` requires, and
/// reads the results of a run only after `wait`.
final class ONNXRuntimeGPURequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    private let input: CUDAMemory
    /// Each output and its copy on the host.
    private let outputs: [(tensor: CUDAMemory, host: CUDAHostMemory, shape: [Int])]
    private let divisor: Float?
    private let stream: CUDAStream
    /// The memory that the host writes; `nil` until the first write.
    private var staging: CUDAHostMemory?
    /// The bytes that are converted to floats; `nil` if the network takes the written bytes themselves.
    private var divided: DividedBytes?
    private var isFromHost = false
    private let background = BackgroundRun()

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - binding: must have its tensors in the card's memory.
    ///   - divisor: the number that divides bytes to give the network's floats; `nil` = no conversion.
    init(binding: ONNXRuntimeBinding, divisor: Float?, card: CUDACard) throws {
        guard let input = binding.input.gpu else {
            throw InferenceError(.engineFailed, "the input is not in the GPU's memory")
        }
        self.binding = binding
        self.input = input
        self.divisor = divisor
        (stream, outputs) = try CUDAError.forInference {
            let outputs = binding.outputs.compactMap { output in
                output.gpu.map { ($0, CUDAHostMemory(count: $0.count, for: card), output.shape) }
            }
            return (try CUDAStream(on: card), outputs)
        }
    }

    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
        isFromHost = true
        let staging = staging ?? CUDAHostMemory(count: input.count, for: stream.card)
        self.staging = staging
        guard let divisor else { return try body(staging.bytes) }
        if divided == nil { divided = DividedBytes(count: input.count / MemoryLayout<Float>.size, divisor: divisor) }
        return try divided?.bytes.withUnsafeMutableBytes { try body($0) } ?? body(staging.bytes)
    }

    func deviceInput() throws -> DeviceTensor? {
        isFromHost = false
        return DeviceTensor(
            address: input.address, element: binding.input.element, divisor: divisor ?? 1, stream: stream)
    }

    func start() throws {
        background.start { [self] in try CUDAError.forInference { try run() } }
    }

    private func run() throws {
        if isFromHost, let staging {
            divided?.write(into: staging.bytes)
            try input.copy(from: staging, in: stream)
        }
        try stream.wait()
        try binding.run()
        for output in outputs { try output.tensor.copy(to: output.host, in: stream) }
        try stream.wait()
    }

    func wait() throws { try background.wait() }

    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
        try background.requireSuccess()
        return try withExtendedLifetime(self) {
            try body(outputs.map { TensorView(shape: $0.shape, bytes: $0.host.bytes) })
        }
    }
}
