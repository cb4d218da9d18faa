import Foundation
import Observations

/// A network's requests: lent out, and taken back when their jobs are done.
///
/// `@unchecked Sendable`: all state is only touched while the condition is locked.
final class RequestPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var free: [any InferenceRequest]
    /// The oldest first.
    private var running: [DetectionJob] = []

    init(_ requests: [any InferenceRequest]) {
        free = requests
    }

    /// Lends a request. Where none is free, the oldest job is finished first, so that a caller who submits much before
    /// it waits for anything is slowed down, but never stuck.
    func take() -> any InferenceRequest {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let request = free.popLast() { return request }
            if let oldest = running.first {
                condition.unlock()
                _ = finish(oldest)
                condition.lock()
            } else {
                // Every request is with another thread that is about to start it or to give it back.
                condition.wait()
            }
        }
    }

    func add(_ job: DetectionJob) {
        condition.withLock {
            running.append(job)
            condition.broadcast()
        }
    }

    func giveBack(_ request: any InferenceRequest) {
        condition.withLock {
            free.append(request)
            condition.broadcast()
        }
    }

    /// Blocks until the job is done.
    func finish(_ job: DetectionJob) -> Result<[FrameDetections], any Error> {
        job.finish { request in
            condition.withLock {
                running.removeAll { $0 === job }
                free.append(request)
                condition.broadcast()
            }
        }
    }
}
