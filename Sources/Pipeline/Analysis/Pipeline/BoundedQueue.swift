import Foundation

/// A queue between two threads. The writer waits while it is full, and the reader waits while it is empty.
///
/// It ends in one of three ways. After `finish`, the reader gets the remaining elements. After `fail`, the reader gets
/// the remaining elements and then the error. After `cancel`, both sides stop at once and the elements are released.
///
/// `@unchecked Sendable`: all state is only accessed while `condition` is locked.
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

    /// The number of elements in the queue.
    var count: Int { condition.withLock { elements.count } }

    /// Adds an element. Blocks while the queue is full. Returns `false` once the queue has ended.
    func push(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while elements.count >= capacity, end == nil { condition.wait() }
        guard end == nil else { return false }
        elements.append(element)
        condition.broadcast()
        return true
    }

    /// Removes and returns the next element; `nil` at the end. Blocks while the queue is empty.
    ///
    /// - Throws: the writer's error, or `CancellationError`.
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

    /// Ends the queue: no more elements will come.
    func finish() { close(.finished) }

    /// Ends the queue with an error: no more elements will come.
    func fail(_ error: any Error) { close(.failed(error)) }

    /// Cancels both sides and releases the elements.
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
