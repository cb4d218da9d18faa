import Foundation
import Platform
import Synchronization
import Testing

@Suite struct BlockingWorkTests {
    private struct Broken: Error {}

    private enum Local {
        @TaskLocal static var value = 0
    }

    @Test func itRunsOnAThreadOfItsOwnUnderItsName() async throws {
        let name = try await BlockingWork.run("decode") { Thread.current.name }
        #expect(name == "decode")
    }

    /// As many at once as the cooperative pool has threads, and one more: on the pool they would wait for ever.
    @Test func manyMayBlockAtOnce() async throws {
        let count = ProcessInfo.processInfo.activeProcessorCount + 1
        let arrived = DispatchSemaphore(value: 0)
        let all = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup { group in
            for _ in 0..<count {
                group.addTask {
                    try await BlockingWork.run("block") {
                        arrived.signal()
                        all.wait()
                    }
                }
            }
            group.addTask {
                try await BlockingWork.run("release") {
                    for _ in 0..<count { arrived.wait() }
                    for _ in 0..<count { all.signal() }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func whatTheWorkThrowsIsThrown() async {
        await #expect(throws: Broken.self) { try await BlockingWork.run("break") { throw Broken() } }
        await #expect(throws: Broken.self) { try await BlockingWork.runAbandonably("break") { throw Broken() } }
    }

    @Test func theWorkSeesItsTask() async throws {
        let value = try await Local.$value.withValue(7) { try await BlockingWork.run("local") { Local.value } }
        #expect(value == 7)
        let hasBegun = DispatchSemaphore(value: 0), isCancelled = DispatchSemaphore(value: 0)
        let task = Task {
            try await BlockingWork.run("cancelled") {
                hasBegun.signal()
                isCancelled.wait()
                try Task.checkCancellation()
            }
        }
        try await BlockingWork.run("canceller") {
            hasBegun.wait()
            task.cancel()
            isCancelled.signal()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func cancellingAbandonsWorkThatNeverEnds() async throws {
        let hasBegun = DispatchSemaphore(value: 0), end = DispatchSemaphore(value: 0)
        let sawCancellation = DispatchSemaphore(value: 0)
        let task = Task {
            try await BlockingWork.runAbandonably("stalled") {
                hasBegun.signal()
                end.wait()
                if Task.isCancelled { sawCancellation.signal() }
            }
        }
        try await BlockingWork.run("canceller") { hasBegun.wait() }
        task.cancel()
        // The thread still waits; who asked for it doesn't.
        await #expect(throws: CancellationError.self) { try await task.value }
        try await BlockingWork.run("end") {
            end.signal()
            sawCancellation.wait()
        }
    }

    @Test func aTaskThatIsCancelledAlreadyDoesNotWait() async {
        let end = DispatchSemaphore(value: 0)
        defer { end.signal() }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await BlockingWork.runAbandonably("stalled") { end.wait() }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
