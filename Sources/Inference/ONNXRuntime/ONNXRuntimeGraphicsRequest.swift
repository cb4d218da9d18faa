import CUDA
import Dispatch

/// One request of ONNX Runtime on an NVIDIA GPU. Input and outputs lie in the GPU's memory; pictures are written there by
/// kernels where they are there already, and copied where the host has them. Unsafe: it hands out memory that a run reads
/// or has written.
///
/// `@unchecked Sendable`: who holds the request uses it from one thread at a time, as `InferenceRequest` asks, and reads
/// what a run has made only after `wait`.
final class ONNXRuntimeGraphicsRequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    private let input: CUDAMemory
    /// Each output, and its copy on the host.
    private let outputs: [(tensor: CUDAMemory, host: CUDAHostMemory, shape: [Int])]
    private let divisor: Float?
    private let stream: CUDAStream
    /// What the host writes; nil until it does.
    private var staging: CUDAHostMemory?
    /// Where bytes are written that become floats.
    private var bytes: [UInt8] = []
    private var isFromHost = false
    private var result: Result<Void, any Error>?
    /// A run blocks, so that it has a thread of its own.
    private let queue = DispatchQueue(label: "scorevision.onnxruntime.cuda")
    private let running = DispatchGroup()

    /// - Parameters:
    ///   - binding: whose tensors lie in the card's memory.
    ///   - divisor: where set, bytes are written, and divided by this for the network.
    init(binding: ONNXRuntimeBinding, divisor: Float?, card: CUDACard) throws {
        guard let input = binding.input.graphics else {
            throw InferenceError(.engineFailed, "the input is not in the GPU's memory")
        }
        self.binding = binding
        self.input = input
        self.divisor = divisor
        (stream, outputs) = try CUDAError.forInference {
            let outputs = binding.outputs.compactMap { output in
                output.graphics.map { ($0, CUDAHostMemory(count: $0.count, for: card), output.shape) }
            }
            return (try CUDAStream(on: card), outputs)
        }
    }

    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
        isFromHost = true
        let staging = staging ?? CUDAHostMemory(count: input.count, for: stream.card)
        self.staging = staging
        guard divisor != nil else { return try body(staging.bytes) }
        if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: input.count / MemoryLayout<Float>.size) }
        return try bytes.withUnsafeMutableBytes { try body($0) }
    }

    func deviceInput() throws -> DeviceTensor? {
        isFromHost = false
        return DeviceTensor(
            address: input.address, element: binding.input.element, divisor: divisor ?? 1, stream: stream)
    }

    // A run that goes on keeps the request alive.

    func start() throws {
        result = nil
        queue.async(group: running) { [self] in
            result = Result { try CUDAError.forInference { try run() } }
        }
    }

    private func run() throws {
        if isFromHost, let staging {
            if let divisor {
                let floats = staging.bytes.bindMemory(to: Float.self)
                for index in bytes.indices { floats[index] = Float(bytes[index]) / divisor }
            }
            try input.copy(from: staging, in: stream)
        }
        try stream.wait()
        try binding.run()
        for output in outputs { try output.tensor.copy(to: output.host, in: stream) }
        try stream.wait()
    }

    func wait() throws {
        running.wait()
        try result?.get()
    }

    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
        guard let result else { throw InferenceError(.engineFailed, "outputs were asked for before a run") }
        try result.get()
        return try withExtendedLifetime(self) {
            try body(
                outputs.map {
                    TensorView(
                        shape: $0.shape, values: UnsafeBufferPointer($0.host.bytes.bindMemory(to: Float.self)))
                })
        }
    }
}
