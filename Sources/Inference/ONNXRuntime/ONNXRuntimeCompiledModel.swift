/// A network that ONNX Runtime has prepared to run at one size of its input.
final class ONNXRuntimeCompiledModel: CompiledModel {
    let input: TensorDescription
    let outputs: [TensorDescription]
    let concurrency: Int

    private let session: ONNXRuntimeSession
    /// Of the requests' tensors.
    private let memory: ONNXRuntimeMemory
    /// The input as the network takes it.
    private let own: TensorDescription
    private let divisor: Float?

    /// - Parameter own: the input as the network takes it, with no dimension open. The outputs' are known, too.
    init(
        session: ONNXRuntimeSession, memory: ONNXRuntimeMemory, own: TensorDescription, divisor: Float?,
        outputs: [TensorDescription], concurrency: Int
    ) {
        self.session = session
        self.memory = memory
        self.own = own
        self.divisor = divisor
        self.outputs = outputs
        self.concurrency = concurrency
        var input = own
        if divisor != nil { input.element = .uint8 }
        self.input = input
    }

    func makeRequest() throws -> any InferenceRequest {
        ONNXRuntimeRequest(binding: try binding(), divisor: divisor)
    }

    /// Runs the network once, on zeros.
    func warmUp() throws { try binding().run() }

    private func binding() throws -> ONNXRuntimeBinding {
        try ONNXRuntimeBinding(session: session, input: own, outputs: outputs, memory: memory)
    }
}
