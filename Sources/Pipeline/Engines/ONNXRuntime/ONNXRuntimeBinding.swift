import CONNXRuntime
import GPU

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
    var gpu: CUDAMemory? {
        if case .gpu(let memory) = block { memory } else { nil }
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

/// Where the tensors of requests lie. Unsafe: it hands out memory.
///
/// `@unchecked Sendable`: nothing changes after `init`.
final class ONNXRuntimeMemory: @unchecked Sendable {
    /// Memory of one tensor.
    enum Block {
        case host(UnsafeMutableRawBufferPointer)
        case gpu(CUDAMemory)
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
        if let card { return .gpu(try CUDAError.forInference { try CUDAMemory(count: count, on: card) }) }
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
        case .gpu(let memory): UnsafeMutableRawPointer(bitPattern: UInt(memory.address))
        }
    }

    /// A GPU's goes with its last reference.
    func free() {
        if case .host(let bytes) = self { bytes.deallocate() }
    }
}
