import CONNXRuntime
import Foundation

/// A model file that ONNX Runtime has loaded. Unsafe: it passes handles and names to the library.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and several threads may run a session at once.
final class ONNXRuntimeSession: @unchecked Sendable {
    enum Side { case input, output }

    let calls: ONNXRuntimeCalls
    let handle: UnsafeMutableRawPointer
    private let library: ONNXRuntimeLibrary

    /// Loads a model.
    ///
    /// - Parameters:
    ///   - threads: the threads of each run.
    ///   - providers: the providers that may run parts of the network, best first. The processor runs the rest.
    init(
        path: String, library: ONNXRuntimeLibrary, threads: Int, providers: [ONNXRuntimeProvider] = []
    ) throws {
        let (table, calls) = (library.table, ONNXRuntimeCalls(table: library.table))
        self.library = library
        self.calls = calls
        let options = try calls.make("make options") { scorevision_ort_make_session_options(table, $0) }
        defer { calls.release(scorevision_ort_session_options, options) }
        try calls.check("set its log level") { scorevision_ort_set_log_severity(table, options, 4) }
        try calls.check("set its optimisations") { scorevision_ort_set_optimization(table, options, 99) }
        try calls.check("set its threads") { scorevision_ort_set_threads(table, options, Int32(threads)) }
        // A thread that spins while it waits takes a core from the decoder.
        try calls.check("set how it waits") {
            scorevision_ort_add_option(table, options, "session.intra_op.allow_spinning", "0")
        }
        for provider in providers { try provider.add(to: options, calls) }
        // If a provider fails, the file isn't the cause.
        let code = providers.isEmpty ? InferenceError.Code.modelUnreadable : .engineFailed
        let reading = providers.isEmpty ? "read \(path): not a model file, or damaged" : "prepare \(path)"
        handle = try calls.make(reading, code: code) {
            scorevision_ort_make_session(table, library.environment, path, options, $0)
        }
    }

    deinit { calls.release(scorevision_ort_session, handle) }

    func describe(_ side: Side) throws -> [TensorDescription] {
        var count = 0
        try calls.check("count the model's inputs and outputs") {
            side == .input
                ? scorevision_ort_input_count(calls.table, handle, &count)
                : scorevision_ort_output_count(calls.table, handle, &count)
        }
        return try (0..<count).map { index in
            let info = try calls.make("describe the model's inputs and outputs") {
                side == .input
                    ? scorevision_ort_input_type(calls.table, handle, index, $0)
                    : scorevision_ort_output_type(calls.table, handle, index, $0)
            }
            defer { calls.release(scorevision_ort_type_info, info) }
            var tensor: UnsafeRawPointer?
            try calls.check("read a tensor's type") { scorevision_ort_tensor_info(calls.table, info, &tensor) }
            guard let tensor else { throw InferenceError(.modelUnsupported, "an input or output isn't a tensor") }
            var type: Int32 = 0
            try calls.check("read a tensor's type") { scorevision_ort_element_type(calls.table, tensor, &type) }
            return TensorDescription(
                name: try name(side, index), shape: try ONNXRuntimeValue.shape(of: tensor, calls),
                element: TensorElement(onnxType: type))
        }
    }

    private func name(_ side: Side, _ index: Int) throws -> String {
        var text: UnsafeMutablePointer<CChar>?
        try calls.check("read a tensor's name") {
            side == .input
                ? scorevision_ort_input_name(calls.table, handle, index, library.allocator, &text)
                : scorevision_ort_output_name(calls.table, handle, index, library.allocator, &text)
        }
        guard let text else { return "" }
        defer { calls.release(scorevision_ort_status, scorevision_ort_free(calls.table, library.allocator, text)) }
        return String(cString: text)
    }

    /// Runs the network. Blocks until its outputs are ready, and returns them in the order of their names.
    func run(
        _ input: String, _ tensor: ONNXRuntimeTensor, outputs: [String], code: InferenceError.Code = .engineFailed
    ) throws -> [ONNXRuntimeValue] {
        var values = [UnsafeMutableRawPointer?](repeating: nil, count: outputs.count)
        let names = outputs.map { strdup($0) }
        defer { names.forEach { free($0) } }
        let constant = names.map { UnsafePointer<CChar>($0) }
        try input.withCString { name in
            var inputName: UnsafePointer<CChar>? = name
            var inputValue: UnsafeRawPointer? = UnsafeRawPointer(tensor.handle)
            try calls.check("run the model on an input of \(tensor.shape)", code: code) {
                scorevision_ort_run(
                    calls.table, handle, &inputName, &inputValue, 1, constant, constant.count, &values)
            }
        }
        return values.compactMap { $0.map { ONNXRuntimeValue(handle: $0, library: library) } }
    }
}

extension TensorElement {
    init(onnxType type: Int32) {
        switch UInt32(bitPattern: type) {
        case scorevision_ort_uint8.rawValue: self = .uint8
        case scorevision_ort_float32.rawValue: self = .float32
        default: self = .other("type \(type)")
        }
    }
}

/// An output that ONNX Runtime allocated. Unsafe: it passes handles to the library.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and the output is only described.
final class ONNXRuntimeValue: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer
    private let library: ONNXRuntimeLibrary
    private let calls: ONNXRuntimeCalls

    /// Takes ownership of the handle.
    init(handle: UnsafeMutableRawPointer, library: ONNXRuntimeLibrary) {
        self.handle = handle
        self.library = library
        calls = ONNXRuntimeCalls(table: library.table)
    }

    deinit { calls.release(scorevision_ort_value, handle) }

    func shape() throws -> [Int] {
        let info = try calls.make("read an output's shape") { scorevision_ort_value_shape(calls.table, handle, $0) }
        defer { calls.release(scorevision_ort_shape_info, info) }
        return try Self.shape(of: info, calls).map { $0 ?? 0 }
    }

    /// Returns the dimensions of a tensor, with `nil` for an open one.
    static func shape(of info: UnsafeRawPointer, _ calls: ONNXRuntimeCalls) throws -> [Int?] {
        var count = 0
        try calls.check("read a tensor's shape") { scorevision_ort_dimension_count(calls.table, info, &count) }
        var sizes = [Int64](repeating: -1, count: count)
        try calls.check("read a tensor's shape") { scorevision_ort_dimensions(calls.table, info, &sizes, count) }
        return sizes.map { $0 < 0 ? nil : Int($0) }
    }
}
