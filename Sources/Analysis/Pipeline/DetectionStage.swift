import Geometry
import Inference
import Media
import Pitch

/// A frame that the model has seen.
struct AnalysedFrame: Sendable {
    var index: Int
    var objects: [Detection]
    var keypoints: [Keypoint]
    var pitch: PitchView?
}

/// The second stage: frames from the queue through the model, several batches in flight, and what their keypoints say.
struct DetectionStage {
    let queue: BoundedQueue<VideoFrame>
    let detector: any FrameDetector
    let clock: StageClock
    let onFrame: (AnalysedFrame) -> Void

    private var analysed: [AnalysedFrame] = []
    private var waiting: [VideoFrame] = []
    private var inFlight: [Batch] = []

    private var batches = 0

    private struct Batch {
        let number: Int
        let indices: [Int]
        let width: Int
        let height: Int
        let ticket: DetectionTicket
    }

    init(
        queue: BoundedQueue<VideoFrame>, detector: any FrameDetector, clock: StageClock,
        onFrame: @escaping (AnalysedFrame) -> Void
    ) {
        self.queue = queue
        self.detector = detector
        self.clock = clock
        self.onFrame = onFrame
    }

    /// Takes frames until the queue ends; gives them analysed, in their order.
    mutating func run() throws -> [AnalysedFrame] {
        while let frame = try queue.pop() {
            clock.trace?.count("queue", queue.count)
            waiting.append(frame)
            if waiting.count >= detector.batchSize { try submit() }
        }
        try submit()
        while !inFlight.isEmpty { try collect() }
        return analysed
    }

    private mutating func submit() throws {
        guard let first = waiting.first else { return }
        if inFlight.count >= detector.depth { try collect() }
        let pictures = waiting
        let ticket = try clock.measure(.detect, as: "submit", frame: { _ in first.index }) {
            try detector.submit(pictures)
        }
        clock.trace?.takeOff(batch: batches)
        inFlight.append(
            Batch(
                number: batches, indices: waiting.map(\.index), width: first.width, height: first.height, ticket: ticket
            ))
        batches += 1
        // The pixels are in the model's input now: let go of them.
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func collect() throws {
        let batch = inFlight.removeFirst()
        let found = try clock.measure(.detect, as: "wait", frame: { _ in batch.indices.first }) {
            try batch.ticket.wait()
        }
        clock.trace?.landing(batch: batch.number)
        for (index, detections) in zip(batch.indices, found) {
            let frame = clock.measure(.pitch, frame: { $0.index }) { interpret(detections, index: index, in: batch) }
            analysed.append(frame)
            onFrame(frame)
        }
    }

    private func interpret(_ found: FrameDetections, index: Int, in batch: Batch) -> AnalysedFrame {
        let view = PitchView.estimate(keypoints: found.keypoints, width: batch.width, height: batch.height)
        return AnalysedFrame(
            index: index, objects: PitchBounds.inside(found.objects, view: view),
            keypoints: view?.keypoints ?? found.keypoints, pitch: view)
    }
}
