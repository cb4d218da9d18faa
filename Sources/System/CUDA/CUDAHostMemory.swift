/// Memory of the host that a card copies to and from by itself, while the processor does something else; plain memory
/// where the driver has none of that kind left, which makes copies slower. Unsafe: it hands the memory out.
///
/// `@unchecked Sendable`: the address never changes; who has it writes to it from one thread at a time.
public final class CUDAHostMemory: @unchecked Sendable {
    public let address: UnsafeMutableRawPointer
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

    public var bytes: UnsafeMutableRawBufferPointer { .init(start: address, count: count) }

    deinit {
        if let card {
            try? card.current { _ = card.driver.freeHost(address) }
        } else {
            address.deallocate()
        }
    }
}
