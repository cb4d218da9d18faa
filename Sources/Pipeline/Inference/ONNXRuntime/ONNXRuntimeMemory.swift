import CONNXRuntime
import CUDA

/// Where the tensors of requests lie. Unsafe: it hands out memory.
///
/// `@unchecked Sendable`: nothing changes after `init`.
final class ONNXRuntimeMemory: @unchecked Sendable {
    /// Memory of one tensor.
    enum Block {
        case host(UnsafeMutableRawBufferPointer)
        case graphics(CUDAMemory)
    }

    /// The library's description of it.
    let info: UnsafeMutableRawPointer
    let calls: ONNXRuntimeCalls
    private let card: CUDACard?

    /// The process's own.
    init(library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        self.calls = calls
        info = try calls.make("describe memory") { scorevision_ort_make_memory_info(calls.table, $0) }
        card = nil
    }

    /// A GPU's.
    init(library: ONNXRuntimeLibrary, card: CUDACard) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        self.calls = calls
        info = try calls.make("describe a GPU's memory") {
            scorevision_ort_make_device_info(calls.table, "Cuda", Int32(card.number), $0)
        }
        self.card = card
    }

    /// The host's is all zeros.
    func allocate(_ count: Int) throws -> Block {
        if let card { return .graphics(try CUDAError.forInference { try CUDAMemory(count: count, on: card) }) }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return .host(bytes)
    }

    deinit { calls.release(scorevision_ort_memory_info, info) }
}

extension ONNXRuntimeMemory.Block {
    var address: UnsafeMutableRawPointer? {
        switch self {
        case .host(let bytes): bytes.baseAddress
        case .graphics(let memory): UnsafeMutableRawPointer(bitPattern: UInt(memory.address))
        }
    }

    /// A GPU's goes with its last reference.
    func free() {
        if case .host(let bytes) = self { bytes.deallocate() }
    }
}
