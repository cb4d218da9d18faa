import CONNXRuntime

/// Where the tensors of requests lie. Unsafe: it hands out memory.
///
/// `@unchecked Sendable`: nothing changes after `init`, and the library's allocators may be called from several threads.
final class ONNXRuntimeMemory: @unchecked Sendable {
    /// The library's description of it.
    let info: UnsafeMutableRawPointer
    let calls: ONNXRuntimeCalls
    /// The library's allocator; nil for the process's own memory.
    private let allocator: UnsafeMutableRawPointer?
    /// An allocator must not outlive its session.
    private let session: ONNXRuntimeSession?

    /// The process's own.
    init(library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        self.calls = calls
        info = try calls.make("describe memory") { scorevision_ort_make_memory_info(calls.table, $0) }
        (allocator, session) = (nil, nil)
    }

    /// Memory of the host that a GPU copies from and to by itself, while the processor does something else.
    ///
    /// Throws where the session runs on no such GPU.
    init(pinnedFor session: ONNXRuntimeSession, card: Int) throws {
        let calls = session.calls
        self.calls = calls
        let info = try calls.make("describe pinned memory") {
            scorevision_ort_make_pinned_info(calls.table, "CudaPinned", Int32(card), $0)
        }
        do {
            allocator = try calls.make("find pinned memory") {
                scorevision_ort_make_allocator(calls.table, session.handle, info, $0)
            }
        } catch {
            calls.release(scorevision_ort_memory_info, info)
            throw error
        }
        self.info = info
        self.session = session
    }

    /// Zeros.
    func allocate(_ count: Int) throws -> UnsafeMutableRawBufferPointer {
        let bytes: UnsafeMutableRawBufferPointer
        if let allocator {
            let memory = try calls.make("allocate \(count) bytes of pinned memory") {
                scorevision_ort_allocate(calls.table, allocator, count, $0)
            }
            bytes = UnsafeMutableRawBufferPointer(start: memory, count: count)
        } else {
            bytes = .allocate(byteCount: count, alignment: 64)
        }
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return bytes
    }

    func free(_ bytes: UnsafeMutableRawBufferPointer) {
        if let allocator {
            calls.release(
                scorevision_ort_status, scorevision_ort_free(calls.table, allocator, bytes.baseAddress))
        } else {
            bytes.deallocate()
        }
    }

    deinit {
        calls.release(scorevision_ort_allocator, allocator)
        calls.release(scorevision_ort_memory_info, info)
    }
}
