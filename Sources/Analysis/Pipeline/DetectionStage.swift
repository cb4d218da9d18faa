import Geometry
import Inference
import Media
import Pitch

/// A frame that the model has seen.
struct AnalysedFrame: Sendable {
    var index: Int
    var objects: [Detection]
    var keypoints: [Keypoint]
    var homography: Homography?
}

/// The second stage: frames from the queue through the model, several batches in flight, and what their keypoints say.
struct DetectionStage: Sendable {
    let queue: BoundedQueue<VideoFrame>
    let detector: any FrameDetector
    let batchSize: Int
    let clock: StageClock
    let onFrame: @Sendable (AnalysedFrame) -> Void

    private struct Batch {
        let indices: [Int]
        let width: Int
        let height: Int
        let ticket: any DetectionTicket
    }

    /// Takes frames until the queue ends; gives each analysed frame in order.
    func run() throws -> [AnalysedFrame] {
        var analysed: [AnalysedFrame] = []
        var inFlight: [Batch] = []
        var waiting: [VideoFrame] = []
        func collect(_ batch: Batch) throws {
            let found = try clock.measure(.detect) { try batch.ticket.wait() }
            for (index, detections) in zip(batch.indices, found) {
                let frame = clock.measure(.pitch) { interpret(detections, index: index, in: batch) }
                analysed.append(frame)
                onFrame(frame)
            }
        }
        func submit() throws {
            guard let first = waiting.first else { return }
            if inFlight.count >= detector.requestsInFlight { try collect(inFlight.removeFirst()) }
            let ticket = try clock.measure(.detect) { try detector.submit(waiting) }
            inFlight.append(
                Batch(indices: waiting.map(\.index), width: first.width, height: first.height, ticket: ticket))
            waiting.removeAll(keepingCapacity: true)
        }
        while let frame = try queue.pop() {
            waiting.append(frame)
            if waiting.count >= batchSize { try submit() }
        }
        try submit()
        for batch in inFlight { try collect(batch) }
        return analysed
    }

    private func interpret(_ found: FrameDetections, index: Int, in batch: Batch) -> AnalysedFrame {
        let view = PitchView.estimate(keypoints: found.keypoints, width: batch.width, height: batch.height)
        return AnalysedFrame(
            index: index, objects: found.objects, keypoints: view?.keypoints ?? found.keypoints,
            homography: view?.homography)
    }
}
