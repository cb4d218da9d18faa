import CONNXRuntime

/// An output that ONNX Runtime has made. Unsafe: it passes handles to the library.
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

    /// The dimensions that a description tells; nil where one is open.
    static func shape(of info: UnsafeRawPointer, _ calls: ONNXRuntimeCalls) throws -> [Int?] {
        var count = 0
        try calls.check("read a tensor's shape") { scorevision_ort_dimension_count(calls.table, info, &count) }
        var sizes = [Int64](repeating: -1, count: count)
        try calls.check("read a tensor's shape") { scorevision_ort_dimensions(calls.table, info, &sizes, count) }
        return sizes.map { $0 < 0 ? nil : Int($0) }
    }
}
