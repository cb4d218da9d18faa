import Engines
import Foundation
public import Media

/// Shares batches between several devices. Each device takes the next batch when it has room, so a fast device does more.
/// A device that fails is taken out, and the others run its batches again.
public final class MultiDeviceDetector: FrameDetector {
    /// A device by its name in logs.
    public typealias Device = (name: String, detector: any FrameDetector)

    public let batchSize: Int
    /// Twice what the devices hold: a fast one must not wait for the answers of a slow one.
    public let depth: Int
    public let pictureWidth: Int?
    private let jobs: JobQueue

    /// - Parameters:
    ///   - devices: at least one. Batches are as large as the smallest of theirs.
    ///   - onLoss: receives the name of a device that is taken out, and the reason.
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

    public func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let job = try jobs.add(pictures)
        return PendingDetections { [jobs] in try jobs.wait(for: job) }
    }
}

/// Batches that wait for one of several devices, and their answers.
///
/// `@unchecked Sendable`: all state, that of the jobs included, is only touched while the condition is locked.
final class JobQueue: @unchecked Sendable {
    /// A batch; its answer belongs to the queue.
    ///
    /// `@unchecked Sendable`: the pictures are only read, and the answer is only touched while the condition is locked.
    final class Job: @unchecked Sendable {
        let pictures: [any Picture]
        fileprivate var answer: Result<[FrameDetections], any Error>?

        fileprivate init(_ pictures: [any Picture]) { self.pictures = pictures }
    }

    private let condition = NSCondition()
    private let capacity: Int
    private let onLoss: @Sendable (String, any Error) -> Void
    private var waiting: [Job] = []
    /// Of each device, whether it still takes jobs.
    private var isWell: [Bool]
    private var firstFailure: (any Error)?
    private var isClosed = false

    init(capacity: Int, devices: Int, onLoss: @escaping @Sendable (String, any Error) -> Void) {
        self.capacity = capacity
        self.onLoss = onLoss
        isWell = [Bool](repeating: true, count: devices)
    }

    /// Blocks while as many wait as the queue holds. Throws the first failure once no device is left.
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

    /// The oldest job; blocks until there is one. Nil once the device is out or the queue is closed.
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

    /// Takes the device out; another does the job. Without another, this job and all that wait fail with the first failure.
    func fail(_ job: Job, device: Int, name: String, _ error: any Error) {
        let isNew = condition.withLock {
            defer { isWell[device] = false }
            firstFailure = firstFailure ?? error
            return isWell[device]
        }
        // Told before the job goes on: whoever has its answer finds the loss in the log.
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

    /// Blocks until the job is done. May be called again.
    func wait(for job: Job) throws -> [FrameDetections] {
        try condition.withLock {
            while true {
                if let answer = job.answer { return try answer.get() }
                if isClosed { throw CancellationError() }
                condition.wait()
            }
        }
    }

    /// Ends the devices' threads after what they are at.
    func close() {
        condition.withLock {
            isClosed = true
            waiting = []
            condition.broadcast()
        }
    }
}
