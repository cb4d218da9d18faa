import CONNXRuntime

/// An output that ONNX Runtime has made. Unsafe: it hands out the library's memory, so that nothing is copied.
///
/// `@unchecked Sendable`: the handle never changes after `init`, and the values are only read.
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

    /// The values, for as long as this lives. Throws where they are no floats.
    func view() throws -> TensorView {
        let shape = try shape()
        let info = try calls.make("read an output's type") { scorevision_ort_value_shape(calls.table, handle, $0) }
        defer { calls.release(scorevision_ort_shape_info, info) }
        var type: Int32 = 0
        try calls.check("read an output's type") { scorevision_ort_element_type(calls.table, info, &type) }
        guard TensorElement(onnxType: type) == .float32 else {
            throw InferenceError(.modelUnsupported, "an output of the model is not of floats")
        }
        let memory = try calls.make("open an output") { scorevision_ort_value_memory(calls.table, handle, $0) }
        let floats = memory.assumingMemoryBound(to: Float.self)
        return TensorView(shape: shape, values: UnsafeBufferPointer(start: floats, count: shape.reduce(1, *)))
    }

    /// The dimensions that a description tells; nil where one is open.
    static func shape(of info: UnsafeRawPointer, _ calls: ONNXRuntimeCalls) throws -> [Int?] {
        var count = 0
        try calls.check("read a tensor's shape") { scorevision_ort_dimension_count(calls.table, info, &count) }
        var sizes = [Int64](repeating: -1, count: count)
        try calls.check("read a tensor's shape") { scorevision_ort_dimensions(calls.table, info, &sizes, count) }
        return sizes.map { $0 < 0 ? nil : Int($0) }
    }
}
