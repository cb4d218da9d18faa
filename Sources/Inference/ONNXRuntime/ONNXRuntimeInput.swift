import CONNXRuntime

/// An input tensor over memory of its own. Unsafe: the library reads that memory while a run goes on.
///
/// `@unchecked Sendable`: who holds the request that it belongs to uses it from one thread at a time.
final class ONNXRuntimeInput: @unchecked Sendable {
    let shape: [Int]
    let bytes: UnsafeMutableRawBufferPointer
    let handle: UnsafeMutableRawPointer
    private let calls: ONNXRuntimeCalls

    /// All zero at first.
    init(element: TensorElement, shape: [Int], library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        let count = try Self.byteCount(element, shape)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        let type = element == .uint8 ? scorevision_ort_uint8 : scorevision_ort_float32
        do {
            let place = try calls.make("describe memory") { scorevision_ort_make_memory_info(library.table, $0) }
            defer { calls.release(scorevision_ort_memory_info, place) }
            handle = try calls.make("make an input of \(shape)") {
                scorevision_ort_wrap(
                    library.table, place, memory.baseAddress, count, shape.map(Int64.init), shape.count,
                    Int32(type.rawValue), $0)
            }
        } catch {
            memory.deallocate()
            throw error
        }
        self.shape = shape
        self.calls = calls
        bytes = memory
    }

    private static func byteCount(_ element: TensorElement, _ shape: [Int]) throws -> Int {
        var count = element.size
        for size in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflows else {
                throw InferenceError(.modelUnsupported, "an input of \(shape) can't be made")
            }
            count = product
        }
        guard count > 0 else { throw InferenceError(.modelUnsupported, "an input must be of bytes or floats") }
        return count
    }

    deinit {
        calls.release(scorevision_ort_value, handle)
        bytes.deallocate()
    }
}
