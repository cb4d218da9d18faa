/// A queue of a card's work: what is put into it runs in its order, beside what is in others.
///
/// `@unchecked Sendable`: the handle never changes, and the driver's functions may be called from several threads.
public final class CUDAStream: @unchecked Sendable {
    /// The GPU that does the work.
    public let card: CUDACard
    /// The driver's handle.
    public let handle: OpaquePointer

    /// Makes one on a card. Throws a `CUDAError` if the driver refuses.
    public init(on card: CUDACard) throws {
        self.card = card
        // CU_STREAM_NON_BLOCKING: it waits for nobody else's work.
        handle = try card.current { try card.driver.make("make a stream") { card.driver.makeStream($0, 1) } }
    }

    deinit { try? card.current { _ = card.driver.destroyStream(handle) } }

    /// Blocks until all that was put into it is done.
    public func wait() throws {
        try card.current { try card.driver.check("run a kernel", card.driver.waitForStream(handle)) }
    }

    /// What is put into it from here on runs after what an event stands for.
    public func wait(for event: CUDAEvent) throws {
        try card.current {
            try card.driver.check("order its work", card.driver.streamWaitsFor(handle, event.handle, 0))
        }
    }
}

/// A place in a stream that others can wait for.
///
/// `@unchecked Sendable`: the handle never changes, and the driver's functions may be called from several threads.
public final class CUDAEvent: @unchecked Sendable {
    let handle: OpaquePointer
    private let card: CUDACard

    /// Makes one on a card. Throws a `CUDAError` if the driver refuses.
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
