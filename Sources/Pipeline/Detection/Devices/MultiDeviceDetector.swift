import Engines
import Foundation
public import Media

/// A detector that shares batches between several devices.
///
/// Each device takes the next batch when it is free, so a fast device does more. A device that fails is removed, and
/// the others repeat its batches.
public final class MultiDeviceDetector: FrameDetector {
    /// A device: its name for logs, and its detector.
    public typealias Device = (name: String, detector: any FrameDetector)

    /// The smallest batch size among the devices, in pictures.
    public let batchSize: Int
    /// Twice the depth of all devices together, so that a fast device doesn't wait for the results of a slow one.
    public let depth: Int
    /// The width of the network's picture in pixels, taken from the first device.
    public let pictureWidth: Int?
    private let jobs: JobQueue

    /// Starts the threads of the devices.
    ///
    /// Throws an `InferenceError` with the code `settingInvalid` if there is no device.
    ///
    /// - Parameters:
    ///   - devices: at least one device.
    ///   - onLoss: receives the name of a device that is removed, and the reason.
    public init(
        _ devices: [Device], onLoss: @escaping @Sendable (_ device: String, _ reason: any Error) -> Void = { _, _ in }
    ) throws {
        guard let smallest = devices.map(\.detector.batchSize).min() else {
            throw InferenceError(.settingInvalid, "there must be at least one device")
        }
        batchSize = smallest
        pictureWidth = devices.first?.detector.pictureWidth
        let slots = devices.map { max($0.detector.depth, 1) }
        depth = 2 * slots.reduce(0, +)
        let jobs = JobQueue(capacity: depth, devices: devices.count, onLoss: onLoss)
        self.jobs = jobs
        for (index, (device, count)) in zip(devices, slots).enumerated() {
            for slot in 0..<count {
                let thread = Thread {
                    while let job = jobs.next(for: index) {
                        switch Result(catching: { try device.detector.detect(job.pictures) }) {
                        case .success(let found): jobs.finish(job, found)
                        case .failure(let error): jobs.fail(job, device: index, name: device.name, error)
                        }
                    }
                }
                thread.name = "\(device.name) \(slot)"
                thread.start()
            }
        }
    }

    deinit { jobs.close() }

    /// Queues the pictures for the next free device.
    ///
    /// Blocks while the queue is full. Throws the first failure once no device is left.
    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let job = try jobs.add(pictures)
        return PendingDetections { [jobs] in try jobs.wait(for: job) }
    }
}

/// A queue of batches that several devices work through, with the results.
///
/// `@unchecked Sendable`: all state, including that of the jobs, is only accessed while the condition is locked.
final class JobQueue: @unchecked Sendable {
    /// A batch. Its result belongs to the queue.
    ///
    /// `@unchecked Sendable`: the pictures are only read, and the result is only accessed while the condition is
    /// locked.
    final class Job: @unchecked Sendable {
        let pictures: [any Picture]
        fileprivate var answer: Result<[FrameDetections], any Error>?

        fileprivate init(_ pictures: [any Picture]) { self.pictures = pictures }
    }

    private let condition = NSCondition()
    private let capacity: Int
    private let onLoss: @Sendable (String, any Error) -> Void
    private var waiting: [Job] = []
    /// Whether each device still takes jobs.
    private var isWell: [Bool]
    private var firstFailure: (any Error)?
    private var isClosed = false

    init(capacity: Int, devices: Int, onLoss: @escaping @Sendable (String, any Error) -> Void) {
        self.capacity = capacity
        self.onLoss = onLoss
        isWell = [Bool](repeating: true, count: devices)
    }

    /// Adds a batch.
    ///
    /// Blocks while the queue is full. Throws the first failure once no device is left.
    func add(_ pictures: [any Picture]) throws -> Job {
        try condition.withLock {
            while waiting.count >= capacity, isWell.contains(true), !isClosed { condition.wait() }
            if !isWell.contains(true), let firstFailure { throw firstFailure }
            let job = Job(pictures)
            waiting.append(job)
            condition.broadcast()
            return job
        }
    }

    /// Removes and returns the oldest job. Blocks until there is one. Returns `nil` once the device is removed or the
    /// queue is closed.
    func next(for device: Int) -> Job? {
        condition.withLock {
            while isWell[device], !isClosed {
                if waiting.isEmpty {
                    condition.wait()
                } else {
                    defer { condition.broadcast() }
                    return waiting.removeFirst()
                }
            }
            return nil
        }
    }

    func finish(_ job: Job, _ found: [FrameDetections]) {
        condition.withLock {
            job.answer = .success(found)
            condition.broadcast()
        }
    }

    /// Removes the device and gives its job to another.
    ///
    /// If no device is left, this job and all waiting jobs fail with the first failure.
    func fail(_ job: Job, device: Int, name: String, _ error: any Error) {
        let isNew = condition.withLock {
            defer { isWell[device] = false }
            firstFailure = firstFailure ?? error
            return isWell[device]
        }
        // The loss is reported before the job goes on, so that it is in the log when the caller gets the result.
        if isNew { onLoss(name, error) }
        condition.withLock {
            waiting.insert(job, at: 0)
            if !isWell.contains(true) {
                for job in waiting { job.answer = .failure(firstFailure ?? error) }
                waiting = []
            }
            condition.broadcast()
        }
    }

    /// Returns the result of a job. Blocks until the job is done. May be called again.
    ///
    /// Throws a `CancellationError` if the queue is closed before the job is done.
    func wait(for job: Job) throws -> [FrameDetections] {
        try condition.withLock {
            while true {
                if let answer = job.answer { return try answer.get() }
                if isClosed { throw CancellationError() }
                condition.wait()
            }
        }
    }

    /// Ends the devices' threads after their current batches.
    func close() {
        condition.withLock {
            isClosed = true
            waiting = []
            condition.broadcast()
        }
    }
}
