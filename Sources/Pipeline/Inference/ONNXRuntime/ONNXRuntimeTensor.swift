import CONNXRuntime
import CUDA

/// A tensor over memory that it has for itself, an input's or an output's. Unsafe: the library reads and writes that
/// memory while a run goes on.
///
/// `@unchecked Sendable`: who holds the request that it belongs to uses it from one thread at a time.
final class ONNXRuntimeTensor: @unchecked Sendable {
    let shape: [Int]
    let element: TensorElement
    let handle: UnsafeMutableRawPointer
    private let block: ONNXRuntimeMemory.Block
    private let memory: ONNXRuntimeMemory

    init(element: TensorElement, shape: [Int], memory: ONNXRuntimeMemory) throws {
        let calls = memory.calls
        let count = try Self.byteCount(element, shape)
        let block = try memory.allocate(count)
        let type = element == .uint8 ? scorevision_ort_uint8 : scorevision_ort_float32
        do {
            handle = try calls.make("make a tensor of \(shape)") {
                scorevision_ort_wrap(
                    calls.table, memory.info, block.address, count, shape.map(Int64.init), shape.count,
                    Int32(type.rawValue), $0)
            }
        } catch {
            block.free()
            throw error
        }
        self.shape = shape
        self.element = element
        self.memory = memory
        self.block = block
    }

    /// Its memory where that is the host's; all zero at first.
    var bytes: UnsafeMutableRawBufferPointer {
        if case .host(let bytes) = block { bytes } else { .init(start: nil, count: 0) }
    }

    /// Its memory where that is a GPU's.
    var graphics: CUDAMemory? {
        if case .graphics(let memory) = block { memory } else { nil }
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
        memory.calls.release(scorevision_ort_value, handle)
        block.free()
    }
}
