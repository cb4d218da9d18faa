import GPU

/// Host memory for one picture of a GPU, with the stream that copies it. Unsafe: it hands out the memory.
final class HostCopy: Sendable {
    private let memory: CUDAHostMemory
    private let stream: Result<CUDAStream, any Error>

    init(count: Int, card: CUDACard) {
        memory = CUDAHostMemory(count: count, for: card)
        stream = Result { try CUDAStream(on: card) }
    }

    var samples: UnsafePointer<UInt8> { UnsafePointer(memory.address.assumingMemoryBound(to: UInt8.self)) }

    /// Copies a picture to the host. Blocks until the copy is complete. Throws a `CUDAError`.
    func fill(from place: GraphicsPicturePool.Place) throws {
        let stream = try stream.get()
        try stream.wait(for: place.written)
        try place.slab.copy(to: memory, from: place.offset, in: stream)
        try stream.wait()
    }
}
