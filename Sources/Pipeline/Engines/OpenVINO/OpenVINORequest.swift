import COpenVINO

/// A request of OpenVINO. Unsafe: it hands out the memory of OpenVINO's own tensors, so that nothing is copied.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and the owner uses the request from one thread at a
/// time, as `InferenceRequest` requires.
final class OpenVINORequest: InferenceRequest, @unchecked Sendable {
    private let handle: OpaquePointer
    /// The model, kept because a request must not outlive it.
    private let model: OpenVINOCompiledModel

    /// Takes ownership of the handle.
    init(handle: OpaquePointer, model: OpenVINOCompiledModel) {
        self.handle = handle
        self.model = model
    }

    deinit {
        // Freeing a request that still computes would free memory in use. Waiting is harmless if no run was started.
        _ = ov_infer_request_wait(handle)
        ov_infer_request_free(handle)
    }

    func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
        let tensor = try OpenVINOStatus.make("open its input") { ov_infer_request_get_input_tensor(handle, $0) }
        defer { ov_tensor_free(tensor) }
        let (pointer, count) = try Self.memory(tensor)
        return try body(UnsafeMutableRawBufferPointer(start: pointer, count: count))
    }

    func start() throws {
        try OpenVINOStatus.check("start a request") { ov_infer_request_start_async(handle) }
    }

    func wait() throws {
        try OpenVINOStatus.check("run the model") { ov_infer_request_wait(handle) }
    }

    func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
        var tensors: [OpaquePointer] = []
        defer { tensors.forEach(ov_tensor_free) }
        var views: [TensorView] = []
        for (index, output) in model.outputs.enumerated() {
            let tensor = try OpenVINOStatus.make("open output \(output.name)") {
                ov_infer_request_get_output_tensor_by_index(handle, index, $0)
            }
            tensors.append(tensor)
            guard output.element == .float32, let shape = output.fixedShape else {
                throw InferenceError(.modelUnsupported, "output \(output.name) must be floats with a known shape")
            }
            let (pointer, bytes) = try Self.memory(tensor)
            let count = bytes / MemoryLayout<Float>.size
            guard count == TensorDescription.count(of: shape) else {
                throw InferenceError(.engineFailed, "output \(output.name) doesn't have the size of its shape \(shape)")
            }
            let floats = UnsafeBufferPointer(start: pointer.assumingMemoryBound(to: Float.self), count: count)
            views.append(TensorView(shape: shape, values: floats))
        }
        return try body(views)
    }

    private static func memory(_ tensor: OpaquePointer) throws -> (UnsafeMutableRawPointer, Int) {
        var pointer: UnsafeMutableRawPointer?
        var count = 0
        try OpenVINOStatus.check("open a tensor") { ov_tensor_data(tensor, &pointer) }
        try OpenVINOStatus.check("measure a tensor") { ov_tensor_get_byte_size(tensor, &count) }
        guard let pointer else { throw InferenceError(.engineFailed, "OpenVINO returned a tensor without memory") }
        return (pointer, count)
    }
}

/// A network that OpenVINO has compiled.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and several threads may make requests from it.
final class OpenVINOCompiledModel: CompiledModel, @unchecked Sendable {
    let input: TensorDescription
    let outputs: [TensorDescription]
    let concurrency: Int

    private let handle: OpaquePointer

    /// Takes ownership of the handle.
    init(handle: OpaquePointer) throws {
        self.handle = handle
        do {
            let inputs = try OpenVINOPort.describeAll(
                count: { ov_compiled_model_inputs_size(handle, $0) },
                port: { ov_compiled_model_input_by_index(handle, $0, $1) })
            guard let first = inputs.first, inputs.count == 1 else {
                throw InferenceError(.modelUnsupported, "the model has \(inputs.count) inputs; it must have one only")
            }
            input = first
            outputs = try OpenVINOPort.describeAll(
                count: { ov_compiled_model_outputs_size(handle, $0) },
                port: { ov_compiled_model_output_by_index(handle, $0, $1) })
            concurrency = Self.optimalRequests(handle)
        } catch {
            ov_compiled_model_free(handle)
            throw error
        }
    }

    deinit { ov_compiled_model_free(handle) }

    func makeRequest() throws -> any InferenceRequest {
        let request = try OpenVINOStatus.make("make a request") { ov_compiled_model_create_infer_request(handle, $0) }
        return OpenVINORequest(handle: request, model: self)
    }

    private static func optimalRequests(_ handle: OpaquePointer) -> Int {
        var text: UnsafeMutablePointer<CChar>?
        let status = ov_compiled_model_get_property(handle, "OPTIMAL_NUMBER_OF_INFER_REQUESTS", &text)
        guard scorevision_ov_ok(status), let text else { return 1 }
        defer { ov_free(text) }
        return max(1, Int(String(cString: text)) ?? 1)
    }
}
