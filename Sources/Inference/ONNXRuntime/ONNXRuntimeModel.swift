import CONNXRuntime

/// A network that ONNX Runtime has read.
final class ONNXRuntimeModel: EngineModel {
    let inputs: [TensorDescription]
    private(set) var outputs: [TensorDescription]

    private let path: String
    private let library: ONNXRuntimeLibrary
    /// Reads and describes; what runs is compiled with settings.
    private let session: ONNXRuntimeSession
    /// What the input is given; nil = what the file says.
    private var shape: [Int]?

    init(path: String, library: ONNXRuntimeLibrary) throws {
        self.path = path
        self.library = library
        session = try ONNXRuntimeSession(path: path, library: library, threads: 1)
        inputs = try session.describe(.input)
        outputs = try session.describe(.output)
    }

    /// Runs the network once on an empty picture: the shapes that an ONNX file gives its outputs may be names only.
    func reshape(input shape: [Int]) throws -> [TensorDescription] {
        guard inputs.count == 1, let input = inputs.first, input.element.size > 0 else {
            throw InferenceError(.modelUnsupported, "the model must have one input, of bytes or floats")
        }
        let tensor = try ONNXRuntimeInput(element: input.element, shape: shape, library: library)
        let values = try session.run(input.name, tensor, outputs: outputs.map(\.name), code: .modelUnsupported)
        let shapes = try values.map { try $0.shape() }
        for (index, shape) in shapes.enumerated() { outputs[index].shape = shape }
        self.shape = shape
        return outputs
    }

    func compile(_ options: CompileOptions) throws -> any CompiledModel {
        try options.settings.validate()
        guard inputs.count == 1, var input = inputs.first else {
            throw InferenceError(.modelUnsupported, "the model has \(inputs.count) inputs; it must have one")
        }
        input.shape = shape ?? input.shape
        guard let shape = input.fixedShape else {
            throw InferenceError(.modelUnsupported, "the size of the model's input is open: \(input.shapeText)")
        }
        let plan = ONNXRuntimeThreads(options.settings)
        return ONNXRuntimeCompiledModel(
            session: try ONNXRuntimeSession(path: path, library: library, threads: plan.perRun),
            library: library, own: input, shape: shape, divisor: options.byteDivisor, outputs: outputs,
            concurrency: plan.runs)
    }
}
