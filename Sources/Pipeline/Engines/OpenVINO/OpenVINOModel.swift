import COpenVINO

/// A network that OpenVINO has loaded.
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

/// A reader of OpenVINO's descriptions of a network's inputs and outputs.
enum OpenVINOPort {
    static func describeAll(
        count: (UnsafeMutablePointer<Int>) -> ov_status_e,
        port: (Int, UnsafeMutablePointer<OpaquePointer?>) -> ov_status_e
    ) throws -> [TensorDescription] {
        var total = 0
        try OpenVINOStatus.check("count the model's inputs and outputs") { count(&total) }
        return try (0..<total).map { index in
            let handle = try OpenVINOStatus.make("describe the model's inputs and outputs") { port(index, $0) }
            defer { ov_output_const_port_free(handle) }
            return try describe(handle)
        }
    }

    private static func describe(_ port: OpaquePointer) throws -> TensorDescription {
        var element = scorevision_ov_float32()
        try OpenVINOStatus.check("read a tensor's type") { ov_port_get_element_type(port, &element) }
        var shape = ov_partial_shape_t()
        try OpenVINOStatus.check("read a tensor's shape") { ov_port_get_partial_shape(port, &shape) }
        defer { ov_partial_shape_free(&shape) }
        return TensorDescription(name: name(port), shape: dimensions(shape), element: .init(element))
    }

    /// Returns the name of a tensor. A tensor may have none; its name is then empty.
    private static func name(_ port: OpaquePointer) -> String {
        var text: UnsafeMutablePointer<CChar>?
        guard scorevision_ov_ok(ov_port_get_any_name(port, &text)), let text else { return "" }
        defer { ov_free(text) }
        return String(cString: text)
    }

    private static func dimensions(_ shape: ov_partial_shape_t) -> [Int?] {
        guard let dims = shape.dims, shape.rank.min == shape.rank.max, shape.rank.max > 0 else { return [] }
        return (0..<Int(shape.rank.max)).map {
            dims[$0].min == dims[$0].max && dims[$0].max >= 0 ? Int(dims[$0].max) : nil
        }
    }
}

extension TensorElement {
    init(_ element: ov_element_type_e) {
        switch element.rawValue {
        case scorevision_ov_uint8().rawValue: self = .uint8
        case scorevision_ov_float32().rawValue: self = .float32
        default: self = .other("type \(element.rawValue)")
        }
    }
}

/// A conversion from bytes in front of a network that takes floats, so that the input tensor needs a quarter of the
/// memory.
enum OpenVINOByteInput {
    /// Returns a network that takes bytes and divides them by `divisor` before its first layer. The caller frees it.
    static func build(on model: OpaquePointer, divisor: Float) throws -> OpaquePointer {
        let doing = "add a byte input to the model"
        let processor = try OpenVINOStatus.make(doing) { ov_preprocess_prepostprocessor_create(model, $0) }
        defer { ov_preprocess_prepostprocessor_free(processor) }
        let input = try OpenVINOStatus.make(doing) {
            ov_preprocess_prepostprocessor_get_input_info_by_index(processor, 0, $0)
        }
        defer { ov_preprocess_input_info_free(input) }
        let tensor = try OpenVINOStatus.make(doing) { ov_preprocess_input_info_get_tensor_info(input, $0) }
        defer { ov_preprocess_input_tensor_info_free(tensor) }
        try OpenVINOStatus.check(doing) {
            ov_preprocess_input_tensor_info_set_element_type(tensor, scorevision_ov_uint8())
        }
        let steps = try OpenVINOStatus.make(doing) { ov_preprocess_input_info_get_preprocess_steps(input, $0) }
        defer { ov_preprocess_preprocess_steps_free(steps) }
        try OpenVINOStatus.check(doing) {
            ov_preprocess_preprocess_steps_convert_element_type(steps, scorevision_ov_float32())
        }
        if divisor != 1 {
            try OpenVINOStatus.check(doing) { ov_preprocess_preprocess_steps_scale(steps, divisor) }
        }
        return try OpenVINOStatus.make(doing) { ov_preprocess_prepostprocessor_build(processor, $0) }
    }
}
