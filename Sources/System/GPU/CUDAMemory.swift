/// Memory of a card. Unsafe: what is at its address is for kernels only.
public final class CUDAMemory: Sendable {
    /// The GPU that it belongs to.
    public let card: CUDACard
    /// In the card's memory.
    public let address: UInt64
    /// Bytes.
    public let count: Int

    /// Bytes, not set. Throws a `CUDAError` where there is no room.
    public init(count: Int, on card: CUDACard) throws {
        var address: CUDADriver.Address = 0
        try card.current {
            try card.driver.check("take \(count) bytes of GPU \(card.number)", card.driver.allocate(&address, count))
        }
        self.card = card
        self.address = address
        self.count = count
    }

    /// A copy of values. Blocks until it is made.
    public convenience init<Value: BitwiseCopyable>(_ values: [Value], by stream: CUDAStream) throws {
        try self.init(count: max(values.count * MemoryLayout<Value>.stride, 1), on: stream.card)
        try values.withUnsafeBytes { bytes in
            try copy(from: bytes, in: stream)
            try stream.wait()
        }
    }

    deinit { try? card.current { _ = card.driver.free(address) } }

    /// Puts a copy of what is on the host into a stream.
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

    /// Puts a copy to the host into a stream: from `offset` on, as many bytes as the host has room for. Both must live
    /// until it is done.
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

/// Memory of the host that a card copies to and from by itself, while the processor does something else; plain memory
/// where the driver has none of that kind left, which makes copies slower. Unsafe: it hands the memory out.
///
/// `@unchecked Sendable`: the address never changes; who has it writes to it from one thread at a time.
public final class CUDAHostMemory: @unchecked Sendable {
    /// The first byte.
    public let address: UnsafeMutableRawPointer
    /// Bytes.
    public let count: Int
    /// nil for plain memory.
    private let card: CUDACard?

    /// Bytes, not set.
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

    /// All of it.
    public var bytes: UnsafeMutableRawBufferPointer { .init(start: address, count: count) }

    deinit {
        if let card {
            try? card.current { _ = card.driver.freeHost(address) }
        } else {
            address.deallocate()
        }
    }
}
