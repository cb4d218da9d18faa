import Foundation

/// A queue between two threads: the writer waits while it is full, the reader while it is empty.
///
/// It ends in one of three ways: finished (what is in it is still read), failed (the reader gets the error once the
/// elements before it are read), or cancelled (both sides stop at once and what is in it is released).
///
/// Sendable, because all state is touched only under `condition`'s lock.
final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var end: End?

    private enum End {
        case finished
        case failed(any Error)
        case cancelled
    }

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    /// How many elements wait.
    var count: Int { condition.withLock { elements.count } }

    /// Adds an element, waiting for room. Returns false once nobody will read it.
    func push(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while elements.count >= capacity, end == nil { condition.wait() }
        guard end == nil else { return false }
        elements.append(element)
        condition.broadcast()
        return true
    }

    /// The next element, waiting for one; nil at the end.
    /// - Throws: the error the writer failed with, or `CancellationError`.
    func pop() throws -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while elements.isEmpty, end == nil { condition.wait() }
        if case .cancelled = end { throw CancellationError() }
        if !elements.isEmpty {
            condition.broadcast()
            return elements.removeFirst()
        }
        if case .failed(let error) = end { throw error }
        return nil
    }

    /// No more elements will come.
    func finish() { close(.finished) }

    /// No more elements will come, because of an error.
    func fail(_ error: any Error) { close(.failed(error)) }

    /// Stops both sides.
    func cancel() {
        condition.lock()
        defer { condition.unlock() }
        elements.removeAll()
        end = .cancelled
        condition.broadcast()
    }

    private func close(_ end: End) {
        condition.lock()
        defer { condition.unlock() }
        if self.end == nil { self.end = end }
        condition.broadcast()
    }
}
