import CONNXRuntime
import GPU

/// An input and outputs bound to a session.
///
/// The binding is made once, so that runs neither allocate memory nor copy tensors on the host.
///
/// `@unchecked Sendable`: the request that owns the binding uses it from one thread at a time.
final class ONNXRuntimeBinding: @unchecked Sendable {
    let input: ONNXRuntimeTensor
    let outputs: [ONNXRuntimeTensor]
    private let session: ONNXRuntimeSession
    private let handle: UnsafeMutableRawPointer

    /// Allocates and binds the tensors.
    ///
    /// - Parameters:
    ///   - input: must have a fixed shape.
    ///   - outputs: must be floats with fixed shapes.
    ///   - memory: the memory that holds the tensors.
    init(
        session: ONNXRuntimeSession, input: TensorDescription, outputs: [TensorDescription], memory: ONNXRuntimeMemory
    ) throws {
        let calls = session.calls
        self.session = session
        let from = try ONNXRuntimeTensor(element: input.element, shape: input.fixedShape ?? [], memory: memory)
        let to = try outputs.map { output in
            guard output.element == .float32, let shape = output.fixedShape else {
                throw InferenceError(
                    .modelUnsupported, "output \(output.name) must be floats with a known shape: \(output.shapeText)")
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

    /// Runs the network. Blocks until the outputs are ready.
    func run() throws {
        try session.calls.check("run the model on an input of \(input.shape)") {
            scorevision_ort_run_bound(session.calls.table, session.handle, handle)
        }
    }

    deinit { session.calls.release(scorevision_ort_binding, handle) }
}

/// A tensor of an input or output, with memory of its own. Unsafe: the library accesses that memory during a run.
///
/// `@unchecked Sendable`: the request that owns the tensor uses it from one thread at a time.
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

    /// The tensor's memory if it is the host's, otherwise empty. It is zero at first.
    var bytes: UnsafeMutableRawBufferPointer {
        if case .host(let bytes) = block { bytes } else { .init(start: nil, count: 0) }
    }

    /// The tensor's memory if it is a GPU's, otherwise `nil`.
    var gpu: CUDAMemory? {
        if case .gpu(let memory) = block { memory } else { nil }
    }

    private static func byteCount(_ element: TensorElement, _ shape: [Int]) throws -> Int {
        var count = element.size
        for size in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: size)
            guard size > 0, !overflows else {
                throw InferenceError(.modelUnsupported, "can't create a tensor of shape \(shape)")
            }
            count = product
        }
        guard count > 0 else { throw InferenceError(.modelUnsupported, "a tensor must hold bytes or floats") }
        return count
    }

    deinit {
        memory.calls.release(scorevision_ort_value, handle)
        block.free()
    }
}

/// The memory that holds the tensors of requests. Unsafe: it hands out raw memory.
///
/// `@unchecked Sendable`: nothing changes after `init`.
final class ONNXRuntimeMemory: @unchecked Sendable {
    /// The memory of one tensor.
    enum Block {
        case host(UnsafeMutableRawBufferPointer)
        case gpu(CUDAMemory)
    }

    /// The library's description of this memory.
    let info: UnsafeMutableRawPointer
    let calls: ONNXRuntimeCalls
    private let card: CUDACard?

    /// Describes the memory of the process.
    init(library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        self.calls = calls
        info = try calls.make("describe memory") { scorevision_ort_make_memory_info(calls.table, $0) }
        card = nil
    }

    /// Describes the memory of a GPU.
    init(library: ONNXRuntimeLibrary, card: CUDACard) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        self.calls = calls
        info = try calls.make("describe a GPU's memory") {
            scorevision_ort_make_device_info(calls.table, "Cuda", Int32(card.number), $0)
        }
        self.card = card
    }

    /// Allocates `count` bytes. The host's memory is zeroed.
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

    /// Frees the host's memory. A GPU's memory is freed with its last reference.
    func free() {
        if case .host(let bytes) = self { bytes.deallocate() }
    }
}
