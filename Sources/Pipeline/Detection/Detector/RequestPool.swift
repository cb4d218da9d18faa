import Engines
import Foundation
import Observations
import Synchronization

/// A pool of a network's requests.
///
/// `@unchecked Sendable`: all state is only accessed while the condition is locked.
final class RequestPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var free: [any InferenceRequest]
    /// The jobs in flight, oldest first.
    private var running: [DetectionJob] = []

    init(_ requests: [any InferenceRequest]) {
        free = requests
    }

    /// Takes a request from the pool.
    ///
    /// If no request is free, finishes the oldest job first. A caller that submits many batches before it waits for one
    /// is slowed down but never blocked for ever.
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
                // Another thread holds every request and is about to start it or to return it.
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

    /// Returns the job's detections. Blocks until the job is done.
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

/// One run of a network on up to a batch of pictures, from its start to its detections.
final class DetectionJob: Sendable {
    private let request: any InferenceRequest
    private let heads: [any Head]
    private let letterboxes: [Letterbox]
    /// The objects that a GPU reads until the run has ended.
    private let kept: [any Sendable]
    private let threads: Int
    private let result = Mutex<Result<[FrameDetections], any Error>?>(nil)

    /// Makes the job of a request that has been started.
    ///
    /// - Parameters:
    ///   - letterboxes: one for each picture.
    ///   - kept: objects to keep alive until the run has ended.
    ///   - threads: the largest number of threads that decode the outputs; 0 = one for each core.
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

    /// Returns the detections. Blocks until the run has ended and its outputs are decoded.
    ///
    /// The first caller decodes the outputs and gives the request back; later callers get the same result.
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
            // The outputs are only read until this closure returns.
            nonisolated(unsafe) let outputs = outputs
            return letterboxes.indices.mapSideBySide(threads: threads) { [heads, letterboxes] index in
                heads.map { $0.decode(outputs, picture: index, letterbox: letterboxes[index]) }
                    .reduce(FrameDetections()) { $0.merged(with: $1) }
            }
        }
    }
}
