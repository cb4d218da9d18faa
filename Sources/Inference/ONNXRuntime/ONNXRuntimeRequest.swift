import Dispatch

/// One request of ONNX Runtime. Unsafe: it hands out memory that a run reads or has written.
///
/// `@unchecked Sendable`: who holds the request uses it from one thread at a time, as `InferenceRequest` asks, and reads
/// what a run has made only after `wait`.
final class ONNXRuntimeRequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    private let divisor: Float?
    /// Where bytes are written that become floats; empty where the network takes what is written.
    private var bytes: [UInt8]
    private var result: Result<Void, any Error>?
    /// A run blocks, so that it has a thread of its own.
    private let queue = DispatchQueue(label: "scorevision.onnxruntime")
    private let running = DispatchGroup()

    /// - Parameter divisor: where set, bytes are written, and divided by this for the network.
    init(binding: ONNXRuntimeBinding, divisor: Float?) {
        self.binding = binding
        self.divisor = divisor
        let count = binding.input.bytes.count / MemoryLayout<Float>.size
        bytes = divisor == nil ? [] : [UInt8](repeating: 0, count: count)
    }

    // A run that goes on keeps the request alive.

    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
        guard divisor != nil else { return try body(binding.input.bytes) }
        return try bytes.withUnsafeMutableBytes { try body($0) }
    }

    func start() throws {
        result = nil
        queue.async(group: running) { [self] in
            if let divisor { convert(divisor) }
            result = Result { try binding.run() }
        }
    }

    private func convert(_ divisor: Float) {
        let floats = binding.input.bytes.bindMemory(to: Float.self)
        for index in bytes.indices { floats[index] = Float(bytes[index]) / divisor }
    }

    func wait() throws {
        running.wait()
        try result?.get()
    }

    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
        guard let result else { throw InferenceError(.engineFailed, "outputs were asked for before a run") }
        try result.get()
        return try withExtendedLifetime(binding) {
            try body(
                binding.outputs.map {
                    TensorView(shape: $0.shape, values: UnsafeBufferPointer($0.bytes.bindMemory(to: Float.self)))
                })
        }
    }
}
