import CUDA

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
        return try ONNXRuntimeGraphicsRequest(binding: try binding(), divisor: divisor, card: card)
    }

    /// Runs the network once, on whatever its input holds.
    func warmUp() throws { try binding().run() }

    private func binding() throws -> ONNXRuntimeBinding {
        try ONNXRuntimeBinding(session: session, input: own, outputs: outputs, memory: memory)
    }
}
