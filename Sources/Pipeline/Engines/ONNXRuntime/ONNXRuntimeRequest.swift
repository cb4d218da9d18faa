import Dispatch
import GPU

/// A network that ONNX Runtime has prepared to run at one size of its input.
final class ONNXRuntimeCompiledModel: CompiledModel {
    let input: TensorDescription
    let outputs: [TensorDescription]
    let concurrency: Int
    /// A GPU has the next input written as soon as a run has ended, and its memory is dear.
    var requests: Int { card == nil ? concurrency + 1 : concurrency }

    private let session: ONNXRuntimeSession
    /// Of the requests' tensors, on this GPU where there is one.
    private let memory: ONNXRuntimeMemory
    private let card: CUDACard?
    /// The input as the network takes it.
    private let own: TensorDescription
    private let divisor: Float?

    /// - Parameter own: the input as the network takes it, with no dimension open. The outputs' are known, too.
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

/// A network's run, which blocks, on a thread of its own.
///
/// `@unchecked Sendable`: one thread at a time starts and waits, and what came of a run is read only after `wait`.
final class BackgroundRun: @unchecked Sendable {
    private var result: Result<Void, any Error>?
    private let queue = DispatchQueue(label: "scorevision.onnxruntime")
    private let running = DispatchGroup()

    /// Starts a run and returns at once. A run that goes on keeps alive what it holds.
    func start(_ body: @escaping @Sendable () throws -> Void) {
        result = nil
        queue.async(group: running) { [self] in result = Result { try body() } }
    }

    /// Blocks until the run has ended. Throws what it threw.
    func wait() throws {
        running.wait()
        try result?.get()
    }

    /// Throws where no run has ended, or the last one failed.
    func requireSuccess() throws {
        guard let result else { throw InferenceError(.engineFailed, "outputs were asked for before a run") }
        try result.get()
    }
}

/// Bytes that are written for a network that takes floats: each divided by the same. Unsafe: it writes into memory that the
/// caller sized.
struct DividedBytes {
    var bytes: [UInt8]
    let divisor: Float

    init(count: Int, divisor: Float) {
        bytes = [UInt8](repeating: 0, count: count)
        self.divisor = divisor
    }

    /// Writes the floats, four bytes for each of `bytes`.
    func write(into input: UnsafeMutableRawBufferPointer) {
        let floats = input.bindMemory(to: Float.self)
        for index in bytes.indices { floats[index] = Float(bytes[index]) / divisor }
    }
}
