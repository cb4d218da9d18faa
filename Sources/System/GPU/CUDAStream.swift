/// A queue of work for a card. Its entries run in order, in parallel with other streams.
///
/// `@unchecked Sendable`: the handle never changes, and several threads may call the driver's functions.
public final class CUDAStream: @unchecked Sendable {
    /// The GPU that does the work.
    public let card: CUDACard
    /// The driver's handle.
    public let handle: OpaquePointer

    /// Creates a stream on a card. Throws a `CUDAError` if the driver fails.
    public init(on card: CUDACard) throws {
        self.card = card
        // CU_STREAM_NON_BLOCKING: the stream doesn't wait for the default stream.
        handle = try card.current { try card.driver.make("make a stream") { card.driver.makeStream($0, 1) } }
    }

    deinit { try? card.current { _ = card.driver.destroyStream(handle) } }

    /// Blocks until all queued work is done. Throws a `CUDAError` if it failed.
    public func wait() throws {
        try card.current { try card.driver.check("run a kernel", card.driver.waitForStream(handle)) }
    }

    /// Makes work that is queued from now on wait for an event. Throws a `CUDAError` if the driver fails.
    public func wait(for event: CUDAEvent) throws {
        try card.current {
            try card.driver.check("order its work", card.driver.streamWaitsFor(handle, event.handle, 0))
        }
    }
}

/// A point in a stream that others can wait for.
///
/// `@unchecked Sendable`: the handle never changes, and several threads may call the driver's functions.
public final class CUDAEvent: @unchecked Sendable {
    let handle: OpaquePointer
    private let card: CUDACard

    /// Creates an event on a card. Throws a `CUDAError` if the driver fails.
    public init(on card: CUDACard) throws {
        self.card = card
        // CU_EVENT_DISABLE_TIMING
        handle = try card.current { try card.driver.make("make an event") { card.driver.makeEvent($0, 2) } }
    }

    deinit { try? card.current { _ = card.driver.destroyEvent(handle) } }

    /// Sets the event to the current end of a stream. It occurs once all work queued so far is done. Throws a
    /// `CUDAError` if the driver fails.
    public func record(in stream: CUDAStream) throws {
        try card.current { try card.driver.check("mark its work", card.driver.record(handle, stream.handle)) }
    }
}
