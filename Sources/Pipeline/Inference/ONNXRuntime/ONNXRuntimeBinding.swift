import CONNXRuntime

/// A session's run with an input and outputs of its own, made once: nothing is allocated, nor copied on the host, from
/// run to run.
///
/// `@unchecked Sendable`: who holds the request that it belongs to uses it from one thread at a time.
final class ONNXRuntimeBinding: @unchecked Sendable {
    let input: ONNXRuntimeTensor
    let outputs: [ONNXRuntimeTensor]
    private let session: ONNXRuntimeSession
    private let handle: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - input: name, element and shape, none of which is open. The same of the outputs, which must be floats.
    ///   - memory: where the tensors lie.
    init(
        session: ONNXRuntimeSession, input: TensorDescription, outputs: [TensorDescription], memory: ONNXRuntimeMemory
    ) throws {
        let calls = session.calls
        self.session = session
        let from = try ONNXRuntimeTensor(element: input.element, shape: input.fixedShape ?? [], memory: memory)
        let to = try outputs.map { output in
            guard output.element == .float32, let shape = output.fixedShape else {
                throw InferenceError(
                    .modelUnsupported, "output \(output.name) is not floats of a known shape: \(output.shapeText)")
            }
            return try ONNXRuntimeTensor(element: .float32, shape: shape, memory: memory)
        }
        let handle = try calls.make("bind its inputs and outputs") {
            scorevision_ort_make_binding(calls.table, session.handle, $0)
        }
        do {
            try calls.check("bind \(input.name)") {
                scorevision_ort_bind_input(calls.table, handle, input.name, from.handle)
            }
            for (description, tensor) in zip(outputs, to) {
                try calls.check("bind \(description.name)") {
                    scorevision_ort_bind_output(calls.table, handle, description.name, tensor.handle)
                }
            }
        } catch {
            calls.release(scorevision_ort_binding, handle)
            throw error
        }
        (self.input, self.outputs) = (from, to)
        self.handle = handle
    }

    /// Runs the network and blocks until the outputs are there.
    func run() throws {
        try session.calls.check("run the model on an input of \(input.shape)") {
            scorevision_ort_run_bound(session.calls.table, session.handle, handle)
        }
    }

    deinit { session.calls.release(scorevision_ort_binding, handle) }
}
