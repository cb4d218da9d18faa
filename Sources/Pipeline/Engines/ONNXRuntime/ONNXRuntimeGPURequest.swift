import GPU

/// One request of ONNX Runtime on an NVIDIA GPU. Input and outputs lie in the GPU's memory; pictures are written there by
/// kernels where they are there already, and copied where the host has them. Unsafe: it hands out memory that a run reads
/// or has written.
///
/// `@unchecked Sendable`: who holds the request uses it from one thread at a time, as `InferenceRequest` asks, and reads
/// what a run has made only after `wait`.
final class ONNXRuntimeGPURequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    private let input: CUDAMemory
    /// Each output, and its copy on the host.
    private let outputs: [(tensor: CUDAMemory, host: CUDAHostMemory, shape: [Int])]
    private let divisor: Float?
    private let stream: CUDAStream
    /// What the host writes; nil until it does.
    private var staging: CUDAHostMemory?
    /// Where bytes are written that become floats; nil where the network takes what is written.
    private var divided: DividedBytes?
    private var isFromHost = false
    private let background = BackgroundRun()

    /// - Parameters:
    ///   - binding: whose tensors lie in the card's memory.
    ///   - divisor: where set, bytes are written, and divided by this for the network.
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
