import Engines
import Foundation
import Observations
import Synchronization

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

/// One run of a network on up to a batch of pictures, from its start to the detections.
final class DetectionJob: Sendable {
    private let request: any InferenceRequest
    private let heads: [any Head]
    private let letterboxes: [Letterbox]
    /// What a GPU reads until the run has ended.
    private let kept: [any Sendable]
    private let threads: Int
    private let result = Mutex<Result<[FrameDetections], any Error>?>(nil)

    /// One letterbox per picture.
    /// - Parameters:
    ///   - kept: what is not let go before the run has ended.
    ///   - threads: that may read the answers; 0 = one for each core.
    init(
        request: any InferenceRequest, heads: [any Head], letterboxes: [Letterbox], kept: [any Sendable] = [],
        threads: Int = 0
    ) {
        self.request = request
        self.heads = heads
        self.letterboxes = letterboxes
        self.kept = kept
        self.threads = threads
    }

    /// Blocks until the run has ended and is decoded. The first caller decodes and hands back the request.
    func finish(returning giveBack: (any InferenceRequest) -> Void) -> Result<[FrameDetections], any Error> {
        result.withLock { result in
            if let result { return result }
            let decoded = Result { try decode() }
            result = decoded
            giveBack(request)
            return decoded
        }
    }

    private func decode() throws -> [FrameDetections] {
        try request.wait()
        return try request.withOutputs { outputs in
            // Only read, until this has ended.
            nonisolated(unsafe) let outputs = outputs
            return letterboxes.indices.mapSideBySide(threads: threads) { [heads, letterboxes] index in
                heads.map { $0.decode(outputs, picture: index, letterbox: letterboxes[index]) }
                    .reduce(FrameDetections()) { $0.merged(with: $1) }
            }
        }
    }
}
