/// A place in a stream that others can wait for.
///
/// `@unchecked Sendable`: the handle never changes, and the driver's functions may be called from several threads.
public final class CUDAEvent: @unchecked Sendable {
    let handle: OpaquePointer
    private let card: CUDACard

    public init(on card: CUDACard) throws {
        self.card = card
        // CU_EVENT_DISABLE_TIMING
        handle = try card.current { try card.driver.make("make an event") { card.driver.makeEvent($0, 2) } }
    }

    deinit { try? card.current { _ = card.driver.destroyEvent(handle) } }

    /// From here on it stands for all that is in the stream now.
    public func record(in stream: CUDAStream) throws {
        try card.current { try card.driver.check("mark its work", card.driver.record(handle, stream.handle)) }
    }
}
