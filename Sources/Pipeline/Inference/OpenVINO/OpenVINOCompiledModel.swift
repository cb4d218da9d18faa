import COpenVINO

/// A network that OpenVINO has prepared to run.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and OpenVINO allows requests to be made of it from
/// several threads.
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
                throw InferenceError(.modelUnsupported, "the model has \(inputs.count) inputs; it must have one")
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
