import COpenVINO

/// A network that OpenVINO has read.
final class OpenVINOModel: EngineModel {
    let inputs: [TensorDescription]
    private(set) var outputs: [TensorDescription]

    private let handle: OpaquePointer
    private let path: String
    private let engine: OpenVINOEngine

    /// Takes ownership of the handle.
    init(handle: OpaquePointer, path: String, engine: OpenVINOEngine) throws {
        self.handle = handle
        self.path = path
        self.engine = engine
        do {
            inputs = try OpenVINOPort.describeAll(
                count: { ov_model_inputs_size(handle, $0) },
                port: { ov_model_const_input_by_index(handle, $0, $1) })
            outputs = try Self.outputs(of: handle)
        } catch {
            ov_model_free(handle)
            throw error
        }
    }

    deinit { ov_model_free(handle) }

    func compile(_ options: CompileOptions) throws -> any CompiledModel {
        try options.settings.validate()
        guard let divisor = options.byteDivisor else { return try compile(handle, options) }
        let converted = try OpenVINOByteInput.build(on: handle, divisor: divisor)
        defer { ov_model_free(converted) }
        return try compile(converted, options)
    }

    private func compile(_ model: OpaquePointer, _ options: CompileOptions) throws -> any CompiledModel {
        let compiled = try engine.compile(model, path: path, properties: options.settings.openVINOProperties)
        return try OpenVINOCompiledModel(handle: compiled)
    }

    func reshape(input dimensions: [Int]) throws -> [TensorDescription] {
        var shape = ov_partial_shape_t()
        try OpenVINOStatus.check("describe a shape") {
            ov_partial_shape_create_static(Int64(dimensions.count), dimensions.map(Int64.init), &shape)
        }
        defer { ov_partial_shape_free(&shape) }
        try OpenVINOStatus.check("give the model an input of \(dimensions)", code: .modelUnsupported) {
            ov_model_reshape_single_input(handle, shape)
        }
        outputs = try Self.outputs(of: handle)
        return outputs
    }

    private static func outputs(of handle: OpaquePointer) throws -> [TensorDescription] {
        try OpenVINOPort.describeAll(
            count: { ov_model_outputs_size(handle, $0) },
            port: { ov_model_const_output_by_index(handle, $0, $1) })
    }
}
