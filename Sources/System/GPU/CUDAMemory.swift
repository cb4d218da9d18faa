/// Memory of a card. Unsafe: only kernels may use its address.
public final class CUDAMemory: Sendable {
    /// The GPU that owns the memory.
    public let card: CUDACard
    /// The address in the card's memory.
    public let address: UInt64
    /// The size in bytes.
    public let count: Int

    /// Allocates uninitialised memory. Throws a `CUDAError` if there isn't enough.
    ///
    /// - Parameters:
    ///   - count: the size in bytes.
    ///   - card: the GPU.
    public init(count: Int, on card: CUDACard) throws {
        var address: CUDADriver.Address = 0
        try card.current {
            try card.driver.check("take \(count) bytes of GPU \(card.number)", card.driver.allocate(&address, count))
        }
        self.card = card
        self.address = address
        self.count = count
    }

    /// Copies values to new memory. Blocks until the copy is complete. Throws a `CUDAError` if it fails.
    public convenience init<Value: BitwiseCopyable>(_ values: [Value], by stream: CUDAStream) throws {
        try self.init(count: max(values.count * MemoryLayout<Value>.stride, 1), on: stream.card)
        try values.withUnsafeBytes { bytes in
            try copy(from: bytes, in: stream)
            try stream.wait()
        }
    }

    deinit { try? card.current { _ = card.driver.free(address) } }

    /// Queues a copy from the host in a stream.
    ///
    /// The memory on the host must live until the copy is done. Throws a `CUDAError` if the copy can't be queued.
    public func copy(from host: CUDAHostMemory, in stream: CUDAStream) throws {
        try copy(from: UnsafeRawBufferPointer(host.bytes), in: stream)
    }

    private func copy(from bytes: UnsafeRawBufferPointer, in stream: CUDAStream) throws {
        precondition(bytes.count <= count)
        try card.current {
            try card.driver.check(
                "copy \(bytes.count) bytes to GPU \(card.number)",
                card.driver.copyToDevice(address, bytes.baseAddress, bytes.count, stream.handle))
        }
    }

    /// Queues a copy to the host in a stream: as many bytes as the host's memory holds, from `offset`.
    ///
    /// Both memories must live until the copy is done. Throws a `CUDAError` if the copy can't be queued.
    public func copy(to host: CUDAHostMemory, from offset: Int = 0, in stream: CUDAStream) throws {
        precondition(offset >= 0 && offset + host.bytes.count <= count)
        try card.current {
            try card.driver.check(
                "copy \(host.bytes.count) bytes from GPU \(card.number)",
                card.driver.copyToHost(
                    host.bytes.baseAddress, address + UInt64(offset), host.bytes.count, stream.handle))
        }
    }
}

/// Host memory that a card can access directly while the processor does other work. Unsafe: it hands out the memory.
///
/// If the driver can't provide such memory, ordinary memory is used, which makes copies slower.
///
/// `@unchecked Sendable`: the address never changes, and the owner writes to the memory from one thread at a time.
public final class CUDAHostMemory: @unchecked Sendable {
    /// The address of the first byte.
    public let address: UnsafeMutableRawPointer
    /// The size in bytes.
    public let count: Int
    /// The card of pinned memory; `nil` for ordinary memory.
    private let card: CUDACard?

    /// Allocates uninitialised memory.
    ///
    /// - Parameters:
    ///   - count: the size in bytes.
    ///   - card: the GPU that copies to it.
    public init(count: Int, for card: CUDACard) {
        var address: UnsafeMutableRawPointer?
        let status = try? card.current { card.driver.allocateHost(&address, count) }
        if status == 0, let address {
            self.address = address
            self.card = card
        } else {
            self.address = .allocate(byteCount: count, alignment: 64)
            self.card = nil
        }
        self.count = count
    }

    /// The whole memory.
    public var bytes: UnsafeMutableRawBufferPointer { .init(start: address, count: count) }

    deinit {
        if let card {
            try? card.current { _ = card.driver.freeHost(address) }
        } else {
            address.deallocate()
        }
    }
}
