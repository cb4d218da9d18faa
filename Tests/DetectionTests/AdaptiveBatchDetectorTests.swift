import Geometry
import Media
import ModelTesting
import Observations
import Testing

@testable import Detection
@testable import Engines

/// Devices without room, which stand in for real ones.
@Suite struct AdaptiveBatchDetectorTests {
    private static func noRoom(_ pictures: Int) -> InferenceError {
        InferenceError(.outOfMemory, "no room", context: "CUDA out of memory for \(pictures)")
    }

    /// A device that has room for so many pictures: where it is made, or where it runs.
    private func detector(
        _ device: String, batchSize: Int, room: Int, whenMade: Bool = false, notes: Notes = Notes()
    ) throws -> AdaptiveBatchDetector {
        try AdaptiveBatchDetector(device: device, batchSize: batchSize) { from, to, reason in
            notes.add("\(from) to \(to): \(reason.context)")
        } make: { batch in
            notes.add("made \(batch)")
            if whenMade, batch > room { throw Self.noRoom(batch) }
            return Splitting(StandInDevice(batchSize: batch) { _, count in count > room ? Self.noRoom(count) : nil })
        }
    }

    /// Runs of at most a batch, as the real detector makes them.
    private struct Splitting: FrameDetector {
        let device: StandInDevice
        var batchSize: Int { device.batchSize }
        var depth: Int { device.depth }

        init(_ device: StandInDevice) { self.device = device }

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            let tickets = try stride(from: 0, to: pictures.count, by: batchSize).map { start in
                try device.submit(Array(pictures[start..<min(start + batchSize, pictures.count)]))
            }
            return PendingDetections { try tickets.flatMap { try $0.wait() } }
        }
    }

    private func widths(_ found: [FrameDetections]) -> [Int] {
        found.compactMap { $0.objects.first.map { Int($0.box.x2) } }
    }

    @Test func theBatchHalvesAndEveryPictureIsAnswered() throws {
        let notes = Notes()
        let detector = try detector("halves", batchSize: 32, room: 10, notes: notes)
        #expect(detector.batchSize == 32)
        let pictures = StandInDevice.pictures(96)
        let tickets = try stride(from: 0, to: 96, by: 32).map { try detector.submit(Array(pictures[$0..<$0 + 32])) }
        #expect(widths(try tickets.flatMap { try $0.wait() }) == (1...96).map { 2 * $0 })
        #expect(detector.batchSize == 8)
        #expect(
            notes.all == [
                "made 32", "32 to 16: CUDA out of memory for 32", "made 16", "16 to 8: CUDA out of memory for 16",
                "made 8",
            ])
        // And the process remembers.
        #expect(try self.detector("halves", batchSize: 32, room: 10).batchSize == 8)
        #expect(try self.detector("halves", batchSize: 4, room: 10).batchSize == 4)
        #expect(try self.detector("another", batchSize: 32, room: 32).batchSize == 32)
    }

    @Test func noRoomToBeMadeIsTheSame() throws {
        let notes = Notes()
        let detector = try detector("made", batchSize: 12, room: 3, whenMade: true, notes: notes)
        #expect(detector.batchSize == 3)
        #expect(notes.all.last == "made 3")
        #expect(widths(try detector.detect(StandInDevice.pictures(7))) == (1...7).map { 2 * $0 })
    }

    @Test func noRoomForOnePictureIsAnErrorThatSaysSo() throws {
        let detector = try detector("tiny", batchSize: 2, room: 0)
        let error = try #require(throws: InferenceError.self) { try detector.detect(StandInDevice.pictures(2)) }
        #expect(error.code == .outOfMemory && error.message.contains("one picture"))
        #expect(throws: InferenceError.self) { try self.detector("tinier", batchSize: 8, room: 0, whenMade: true) }
    }

    @Test func otherFailuresAreNotItsBusiness() throws {
        let broken = InferenceError(.engineFailed, "broken")
        let detector = try AdaptiveBatchDetector(device: "broken", batchSize: 8, onHalving: { _, _, _ in }) { batch in
            StandInDevice(batchSize: batch) { _, _ in broken }
        }
        #expect(throws: broken) { try detector.detect(StandInDevice.pictures(8)) }
        #expect(detector.batchSize == 8)
    }

    @Test(arguments: [
        "CUDA failure 2: out of memory ; GPU=0", "Failed to allocate memory for requested buffer of size 1048576",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED", "std::bad_alloc",
        "Error Code 2: OutOfMemory (no further information)", "CUDA failure 2: cudaErrorMemoryAllocation",
        "CL_OUT_OF_RESOURCES",
    ])
    func enginesSaySoInTheirOwnWords(words: String) {
        #expect(InferenceError.Code.engineFailed.refined(by: words) == .outOfMemory)
        #expect(InferenceError.Code.modelUnreadable.refined(by: words) == .modelUnreadable)
    }

    @Test func otherWordsMeanOtherThings() {
        #expect(InferenceError.Code.engineFailed.refined(by: "CUDNN_STATUS_NOT_SUPPORTED") == .engineFailed)
    }
}
