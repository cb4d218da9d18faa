import Foundation
import Geometry
import Media
import ModelTesting
import Observations
import Synchronization
import Testing

@testable import Detection
@testable import Engines

/// One clip over several devices that stand in for real ones.
@Suite(.timeLimit(.minutes(10))) struct MultiDeviceDetectorTests {
    private static let broken = InferenceError(.engineFailed, "the device fell off the bus")

    /// Submits batches as the pipeline does, some ahead of what it waits for.
    private func run(_ detector: MultiDeviceDetector, _ pictures: [any Picture]) throws -> [Int] {
        var pending: [PendingDetections] = []
        var widths: [Int] = []
        func collect() throws {
            widths += try pending.removeFirst().wait().compactMap { $0.objects.first.map { Int($0.box.x2) } }
        }
        for batch in pictures.batches(of: detector.batchSize) {
            if pending.count >= detector.depth { try collect() }
            pending.append(try detector.submit(batch))
        }
        while !pending.isEmpty { try collect() }
        return widths
    }

    @Test(arguments: [1, 3]) func aFastDeviceDoesMoreAndTheOrderStays(batchSize: Int) throws {
        let slowBegins = Gate()
        let fast = StandInDevice(batchSize: batchSize) { _, _ in
            slowBegins.wait()
            return nil
        }
        // Its first runs take as long as most of the clip on the fast one.
        let slow = StandInDevice(batchSize: batchSize) { _, _ in
            slowBegins.open()
            fast.wait(untilDone: 120)
            return nil
        }
        let detector = try MultiDeviceDetector([("fast", fast), ("slow", slow)])
        // Nothing is collected meanwhile: who waits for the slow one's batch gives the fast one no more than the depth.
        let pending = try StandInDevice.pictures(200).batches(of: batchSize).map(detector.submit)
        let widths = try pending.flatMap { try $0.wait() }.compactMap { $0.objects.first.map { Int($0.box.x2) } }
        #expect(widths == (1...200).map { 2 * $0 })
        #expect(fast.done.count + slow.done.count == 200)
        #expect(fast.done.count >= 120 && !slow.done.isEmpty)
    }

    @Test func aDeviceThatDiesIsTakenOutAndItsBatchesAreDoneAgain() throws {
        let notes = Notes()
        let death = Gate()
        // While it holds two batches, six are left for the other.
        let well = StandInDevice { _, _ in
            death.wait()
            return nil
        }
        let dying = StandInDevice { run, _ in
            guard run > 5 else { return nil }
            death.open()
            return Self.broken
        }
        let detector = try MultiDeviceDetector([("cuda:0", well), ("cuda:1", dying)]) { device, reason in
            notes.add("\(device): \(reason)")
        }
        #expect(try run(detector, StandInDevice.pictures(80)) == (1...80).map { 2 * $0 })
        #expect(dying.done.count == 5)
        #expect(Set(well.done).isDisjoint(with: dying.done) && well.done.count == 75)
        #expect(notes.all == ["cuda:1: the device fell off the bus"])
        // It stays out.
        #expect(try run(detector, StandInDevice.pictures(10)).count == 10 && dying.done.count == 5)
    }

    @Test func withoutADeviceTheFirstFailureIsTheError() throws {
        let devices = (0..<2).map { _ in StandInDevice { run, _ in run > 3 ? Self.broken : nil } }
        let detector = try MultiDeviceDetector([("a", devices[0]), ("b", devices[1])])
        #expect(throws: Self.broken) { try run(detector, StandInDevice.pictures(50)) }
        #expect(throws: Self.broken) { _ = try detector.submit(StandInDevice.pictures(1)) }
    }

    @Test func clipsShareTheDevices() async throws {
        let devices = (0..<3).map { _ in StandInDevice() }
        let detector = try MultiDeviceDetector(devices.enumerated().map { ("\($0)", $1) })
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await withCheckedThrowingContinuation { continuation in
                        Thread.detachNewThread {
                            continuation.resume(with: Result { try run(detector, StandInDevice.pictures(40)) })
                        }
                    }
                }
            }
            for try await widths in group { #expect(widths == (1...40).map { 2 * $0 }) }
        }
        #expect(devices.map(\.done.count).reduce(0, +) == 160)
    }

    /// Who submits without waiting is held back, and the threads end with the detector.
    @Test func whatWaitsIsBounded() throws {
        let (fourth, end) = (Gate(), Gate())
        let tooMany = Mutex(false)
        let device = StandInDevice(depth: 1) { run, _ in
            // One is at the device and two wait, so that the fourth is not accepted before the first is done.
            if run == 1 { tooMany.withLock { $0 = fourth.wait(seconds: 0.2) } }
            if run == 10 { end.wait() }
            return nil
        }
        var detector: MultiDeviceDetector? = try MultiDeviceDetector([("a", device)])
        var pending: [PendingDetections] = []
        for picture in StandInDevice.pictures(12) {
            if let submitted = try detector?.submit([picture]) { pending.append(submitted) }
            if pending.count == 4 { fourth.open() }
        }
        #expect(!tooMany.withLock { $0 })
        detector = nil
        #expect(throws: CancellationError.self) { try pending.forEach { _ = try $0.wait() } }
        end.open()
    }

    @Test func thereMustBeADevice() {
        #expect(throws: InferenceError.self) { try MultiDeviceDetector([]) }
    }
}

extension [any Picture] {
    /// The pictures in batches, the last of which may be smaller.
    fileprivate func batches(of size: Int) -> [[any Picture]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
