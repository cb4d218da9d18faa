import CONNXRuntime

/// A tensor over memory that it has for itself, an input's or an output's. Unsafe: the library reads and writes that
/// memory while a run goes on.
///
/// `@unchecked Sendable`: who holds the request that it belongs to uses it from one thread at a time.
final class ONNXRuntimeTensor: @unchecked Sendable {
    let shape: [Int]
    let bytes: UnsafeMutableRawBufferPointer
    let handle: UnsafeMutableRawPointer
    private let memory: ONNXRuntimeMemory
    private let calls: ONNXRuntimeCalls

    /// All zero at first.
    init(element: TensorElement, shape: [Int], memory: ONNXRuntimeMemory) throws {
        let calls = memory.calls
        let count = try Self.byteCount(element, shape)
        let bytes = try memory.allocate(count)
        let type = element == .uint8 ? scorevision_ort_uint8 : scorevision_ort_float32
        do {
            handle = try calls.make("make a tensor of \(shape)") {
                scorevision_ort_wrap(
                    calls.table, memory.info, bytes.baseAddress, count, shape.map(Int64.init), shape.count,
                    Int32(type.rawValue), $0)
            }
        } catch {
            memory.free(bytes)
            throw error
        }
        self.shape = shape
        self.memory = memory
        self.calls = calls
        self.bytes = bytes
    }

    /// The values. Only of a tensor of floats.
    var view: TensorView {
        TensorView(shape: shape, values: UnsafeBufferPointer(bytes.bindMemory(to: Float.self)))
    }

    private static func byteCount(_ element: TensorElement, _ shape: [Int]) throws -> Int {
        var count = element.size
        for size in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflows else {
                throw InferenceError(.modelUnsupported, "a tensor of \(shape) can't be made")
            }
            count = product
        }
        guard count > 0 else { throw InferenceError(.modelUnsupported, "a tensor must be of bytes or floats") }
        return count
    }

    deinit {
        calls.release(scorevision_ort_value, handle)
        memory.free(bytes)
    }
}
