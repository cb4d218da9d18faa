/// A network that ONNX Runtime has prepared to run at one size of its input.
final class ONNXRuntimeCompiledModel: CompiledModel {
    let input: TensorDescription
    let outputs: [TensorDescription]
    let concurrency: Int

    private let session: ONNXRuntimeSession
    private let library: ONNXRuntimeLibrary
    /// The input as the file has it.
    private let own: TensorDescription
    private let shape: [Int]
    private let divisor: Float?

    init(
        session: ONNXRuntimeSession, library: ONNXRuntimeLibrary, own: TensorDescription, shape: [Int],
        divisor: Float?, outputs: [TensorDescription], concurrency: Int
    ) {
        self.session = session
        self.library = library
        self.own = own
        self.shape = shape
        self.divisor = divisor
        self.outputs = outputs
        self.concurrency = concurrency
        var input = own
        if divisor != nil { input.element = .uint8 }
        self.input = input
    }

    func makeRequest() throws -> any InferenceRequest {
        ONNXRuntimeRequest(
            session: session, tensor: try ONNXRuntimeInput(element: own.element, shape: shape, library: library),
            name: own.name, outputs: outputs.map(\.name), divisor: divisor)
    }
}
