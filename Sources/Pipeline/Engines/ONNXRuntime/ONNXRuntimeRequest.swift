import Dispatch
import GPU

/// A network that ONNX Runtime has compiled for one input shape.
final class ONNXRuntimeCompiledModel: CompiledModel {
    let input: TensorDescription
    let outputs: [TensorDescription]
    let concurrency: Int
    /// The number of requests that keep the device busy.
    ///
    /// A GPU gets its next input as soon as a run has ended, so an extra request would only take scarce GPU memory.
    var requests: Int { card == nil ? concurrency + 1 : concurrency }

    private let session: ONNXRuntimeSession
    /// The memory of the requests' tensors, on the GPU if there is one.
    private let memory: ONNXRuntimeMemory
    private let card: CUDACard?
    /// The input as the network takes it.
    private let own: TensorDescription
    private let divisor: Float?

    /// Makes a compiled model.
    ///
    /// - Parameter own: the input as the network takes it. Its shape and those of the outputs must be fixed.
    init(
        session: ONNXRuntimeSession, library: ONNXRuntimeLibrary, card: CUDACard? = nil, own: TensorDescription,
        divisor: Float?, outputs: [TensorDescription], concurrency: Int
    ) throws {
        self.session = session
        self.card = card
        memory =
            try card.map { try ONNXRuntimeMemory(library: library, card: $0) } ?? ONNXRuntimeMemory(library: library)
        self.own = own
        self.divisor = divisor
        self.outputs = outputs
        self.concurrency = concurrency
        var input = own
        if divisor != nil { input.element = .uint8 }
        self.input = input
    }

    func makeRequest() throws -> any InferenceRequest {
        guard let card else { return ONNXRuntimeRequest(binding: try binding(), divisor: divisor) }
        return try ONNXRuntimeGPURequest(binding: try binding(), divisor: divisor, card: card)
    }

    /// Runs the network once, on whatever its input holds.
    func warmUp() throws { try binding().run() }

    private func binding() throws -> ONNXRuntimeBinding {
        try ONNXRuntimeBinding(session: session, input: own, outputs: outputs, memory: memory)
    }
}

/// A request of ONNX Runtime. Unsafe: it hands out memory that a run reads or has written.
///
/// `@unchecked Sendable`: the owner uses the request from one thread at a time, as `InferenceRequest` requires, and
/// reads the results of a run only after `wait`.
final class ONNXRuntimeRequest: InferenceRequest, @unchecked Sendable {
    private let binding: ONNXRuntimeBinding
    /// The bytes that are converted to floats; `nil` if the network takes the written bytes themselves.
    private var divided: DividedBytes?
    private let run = BackgroundRun()

    /// Makes a request.
    ///
    /// - Parameter divisor: the number that divides bytes to give the network's floats; `nil` = no conversion.
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

/// A blocking call on a thread of its own.
///
/// `@unchecked Sendable`: one thread at a time starts and waits, and the result is read only after `wait`.
final class BackgroundRun: @unchecked Sendable {
    private var result: Result<Void, any Error>?
    private let queue = DispatchQueue(label: "scorevision.onnxruntime")
    private let running = DispatchGroup()

    /// Starts a run and returns at once. The run keeps the objects that it captures alive.
    func start(_ body: @escaping @Sendable () throws -> Void) {
        result = nil
        queue.async(group: running) { [self] in result = Result { try body() } }
    }

    /// Blocks until the run has ended. Throws the error of the run.
    func wait() throws {
        running.wait()
        try result?.get()
    }

    /// Throws if no run has ended or the last one failed.
    func requireSuccess() throws {
        guard let result else { throw InferenceError(.engineFailed, "the outputs were requested before a run") }
        try result.get()
    }
}

/// Bytes for a network that takes floats, with a common divisor. Unsafe: it writes into memory that the caller sized.
struct DividedBytes {
    var bytes: [UInt8]
    let divisor: Float

    init(count: Int, divisor: Float) {
        bytes = [UInt8](repeating: 0, count: count)
        self.divisor = divisor
    }

    /// Writes the quotients as floats, four bytes for each of `bytes`.
    func write(into input: UnsafeMutableRawBufferPointer) {
        let floats = input.bindMemory(to: Float.self)
        for index in bytes.indices { floats[index] = Float(bytes[index]) / divisor }
    }
}
