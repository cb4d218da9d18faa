import Foundation
public import Media
import Observations

/// One detector over several devices. Each device takes the next batch when it has room for one, so that a fast one does
/// more; a device that fails is taken out, and what it had is done by the others.
public final class SpreadDetector: FrameDetector {
    /// A device by its name in logs.
    public typealias Device = (name: String, detector: any FrameDetector)

    public let batchSize: Int
    /// Twice what the devices hold: a fast one must not wait for the answers of a slow one.
    public let depth: Int
    public let pictureWidth: Int?
    private let jobs: JobQueue

    /// - Parameters:
    ///   - devices: at least one. Batches are as large as the smallest of theirs.
    ///   - onLoss: is told when a device is taken out, and why.
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

    public func submit(_ pictures: [any Picture]) throws -> DetectionTicket {
        let job = try jobs.add(pictures)
        return DetectionTicket { [jobs] in try jobs.wait(for: job) }
    }
}
