/// One request of ONNX Runtime. Unsafe: it hands out memory that a run reads or has written.
///
/// `@unchecked Sendable`: who holds the request uses it from one thread at a time, as `InferenceRequest` asks, and reads
/// what a run has made only after `wait`.
final class ONNXRuntimeRequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    /// Where bytes are written that become floats; nil where the network takes what is written.
    private var divided: DividedBytes?
    private let run = BackgroundRun()

    /// - Parameter divisor: where set, bytes are written, and divided by this for the network.
    init(binding: ONNXRuntimeBinding, divisor: Float?) {
        self.binding = binding
        let count = binding.input.bytes.count / MemoryLayout<Float>.size
        divided = divisor.map { DividedBytes(count: count, divisor: $0) }
    }

    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
        try divided?.bytes.withUnsafeMutableBytes { try body($0) } ?? body(binding.input.bytes)
    }

    func start() throws {
        run.start { [self] in
            divided?.write(into: binding.input.bytes)
            try binding.run()
        }
    }

    func wait() throws { try run.wait() }

    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
        try run.requireSuccess()
        return try withExtendedLifetime(binding) {
            try body(binding.outputs.map { TensorView(shape: $0.shape, bytes: $0.bytes) })
        }
    }
}
