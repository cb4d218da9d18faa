import Foundation
import Platform
import Synchronization
import Testing

@testable import Analysis

@Suite struct BoundedQueueTests {
    private struct Broken: Error {}

    @Test func keepsOrderAndEnds() throws {
        let queue = BoundedQueue<Int>(capacity: 3)
        for value in 0..<3 { #expect(queue.push(value)) }
        queue.finish()
        #expect(try (0..<4).map { _ in try queue.pop() } == [0, 1, 2, nil])
    }

    @Test func theWriterWaitsForRoom() async throws {
        let queue = BoundedQueue<Int>(capacity: 2)
        let highest = Mutex(0)
        let pushed = Mutex(0)
        async let writing: Void = BlockingWork.run("writer") {
            for value in 0..<50 {
                _ = queue.push(value)
                pushed.withLock { $0 += 1 }
            }
            queue.finish()
        }
        let read = try await BlockingWork.run("reader") {
            var read: [Int] = []
            while let value = try queue.pop() {
                read.append(value)
                let ahead = pushed.withLock { $0 } - read.count
                highest.withLock { $0 = max($0, ahead) }
            }
            return read
        }
        try await writing
        #expect(read == Array(0..<50))
        // Two wait in the queue; one more may have been taken between the reader's counts.
        #expect(highest.withLock { $0 } <= 3)
    }

    @Test func aFailureComesAfterWhatWasThere() throws {
        let queue = BoundedQueue<Int>(capacity: 2)
        #expect(queue.push(1))
        queue.fail(Broken())
        #expect(try queue.pop() == 1)
        #expect(throws: Broken.self) { try queue.pop() }
    }

    /// Whether the other side waits already or is about to: often enough, it is both.
    @Test func cancellingWakesTheWaitingReaderAndWriter() async throws {
        for _ in 0..<50 {
            let queue = BoundedQueue<Int>(capacity: 1)
            #expect(queue.push(0))
            let empty = BoundedQueue<Int>(capacity: 1)
            async let writing = BlockingWork.run("writer") { queue.push(1) }
            let reading = Task { try await BlockingWork.run("reader") { try empty.pop() } }
            queue.cancel()
            empty.cancel()
            #expect(try await writing == false)
            await #expect(throws: CancellationError.self) { try await reading.value }
            #expect(throws: CancellationError.self) { try queue.pop() }
            #expect(!queue.push(2))
        }
    }
}
