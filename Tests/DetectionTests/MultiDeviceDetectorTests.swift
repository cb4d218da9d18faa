import Foundation
import Geometry
import Media
import ModelTesting
import Testing

@testable import Detection
@testable import Engines

/// One clip over several devices that stand in for real ones.
@Suite struct SpreadDetectorTests {
    private static let broken = InferenceError(.engineFailed, "the device fell off the bus")

    /// Submits batches as the pipeline does, some ahead of what it waits for.
    private func run(_ detector: MultiDeviceDetector, _ pictures: [any Picture]) throws -> [Int] {
        var tickets: [PendingDetections] = []
        var widths: [Int] = []
        func collect() throws {
            widths += try tickets.removeFirst().wait().compactMap { $0.objects.first.map { Int($0.box.x2) } }
        }
        for start in stride(from: 0, to: pictures.count, by: detector.batchSize) {
            if tickets.count >= detector.depth { try collect() }
            let end = min(start + detector.batchSize, pictures.count)
            tickets.append(try detector.submit(Array(pictures[start..<end])))
        }
        while !tickets.isEmpty { try collect() }
        return widths
    }

    @Test(arguments: [1, 3]) func aFastDeviceDoesMoreAndTheOrderStays(batchSize: Int) throws {
        let fast = StandInDevice(batchSize: batchSize, seconds: 0.002)
        let slow = StandInDevice(batchSize: batchSize, seconds: 0.03)
        let detector = try MultiDeviceDetector([("fast", fast), ("slow", slow)])
        #expect(try run(detector, StandInDevice.pictures(100)) == (1...100).map { 2 * $0 })
        #expect(fast.done.count + slow.done.count == 100)
        #expect(fast.done.count > 2 * slow.done.count && !slow.done.isEmpty)
    }

    @Test func aDeviceThatDiesIsTakenOutAndItsBatchesAreDoneAgain() throws {
        let notes = Notes()
        let well = StandInDevice(seconds: 0.001)
        let dying = StandInDevice(seconds: 0.001) { run, _ in run > 5 ? Self.broken : nil }
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
        let devices = (0..<2).map { _ in StandInDevice(seconds: 0.001) { run, _ in run > 3 ? Self.broken : nil } }
        let detector = try MultiDeviceDetector([("a", devices[0]), ("b", devices[1])])
        #expect(throws: Self.broken) { try run(detector, StandInDevice.pictures(50)) }
        #expect(throws: Self.broken) { _ = try detector.submit(StandInDevice.pictures(1)) }
    }

    @Test func clipsShareTheDevices() async throws {
        let devices = (0..<3).map { _ in StandInDevice(seconds: 0.001) }
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
        let device = StandInDevice(depth: 1, seconds: 0.01)
        var detector: MultiDeviceDetector? = try MultiDeviceDetector([("a", device)])
        let start = ContinuousClock.now
        var tickets: [PendingDetections] = []
        for picture in StandInDevice.pictures(12) {
            if let ticket = try detector?.submit([picture]) { tickets.append(ticket) }
        }
        // At most three are not done by then: two wait and one is at the device.
        #expect(ContinuousClock.now - start > .milliseconds(80))
        detector = nil
        #expect(throws: CancellationError.self) { try tickets.forEach { _ = try $0.wait() } }
    }

    @Test func thereMustBeADevice() {
        #expect(throws: InferenceError.self) { try MultiDeviceDetector([]) }
    }
}
