import Detection
import Geometry
import Media
import Observations
import Pitch
import Results
import Shots
import Teams

/// A frame that the model has analysed.
struct AnalysedFrame: Sendable {
    var index: Int
    var objects: [Detection]
    /// The keypoints as the model found them.
    var found: [Keypoint]
    /// The keypoints to report.
    var keypoints: [Keypoint]
    var pitch: PitchView?
    /// The signature for finding cuts; `nil` once cuts are known, because it is larger than the rest of the frame.
    var signature: FrameSignature?
}

/// The second stage: runs the model on frames from the queue, several batches at a time, and interprets the keypoints.
struct DetectionStage {
    let queue: BoundedQueue<VideoFrame>
    let detector: any FrameDetector
    let clock: StageClock
    /// The largest number of threads that interpret the detections of a batch; 0 = one for each core.
    let threads: Int
    let onFrame: (AnalysedFrame) -> Void

    private var analysed: [AnalysedFrame] = []
    private var waiting: [VideoFrame] = []
    private var inFlight: [Batch] = []

    private var batches = 0

    private struct Batch {
        let number: Int
        /// The frames of the batch. Their pixels are needed until the kit colours have been measured.
        let frames: [VideoFrame]
        let ticket: PendingDetections
    }

    init(
        queue: BoundedQueue<VideoFrame>, detector: any FrameDetector, clock: StageClock, threads: Int,
        onFrame: @escaping (AnalysedFrame) -> Void
    ) {
        self.queue = queue
        self.detector = detector
        self.clock = clock
        self.threads = threads
        self.onFrame = onFrame
    }

    /// Analyses frames until the queue ends, and returns them in order.
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
        guard !waiting.isEmpty else { return }
        if inFlight.count >= detector.depth { try collect() }
        let pictures = waiting
        let first = pictures.first?.index
        let ticket = try clock.measure(.detect, as: "submit", frame: { _ in first }) {
            try detector.submit(pictures)
        }
        clock.trace?.takeOff(batch: batches)
        inFlight.append(Batch(number: batches, frames: pictures, ticket: ticket))
        batches += 1
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func collect() throws {
        let batch = inFlight.removeFirst()
        let first = batch.frames.first?.index
        let found = try clock.measure(.detect, as: "wait", frame: { _ in first }) { try batch.ticket.wait() }
        clock.trace?.landing(batch: batch.number)
        for frame in interpret(found, in: batch.frames) {
            analysed.append(frame)
            onFrame(frame)
        }
        if let failure = batch.frames.lazy.compactMap({ $0.graphics?.failure }).first {
            throw MediaError(
                .readFailed, "The GPU that decodes the clip failed; set DEVICE=cpu.", detail: "\(failure)")
        }
    }

    private func interpret(_ found: [FrameDetections], in frames: [VideoFrame]) -> [AnalysedFrame] {
        let pairs = Array(zip(frames, found)), isAlone = pairs.count == 1
        let start = ContinuousClock.now
        let analysed = pairs.mapSideBySide(threads: threads) { [clock] frame, found in
            Self.interpret(found, in: frame, clock, isTraced: isAlone)
        }
        if !isAlone { clock.trace?.span("interpret", from: start, to: .now, frame: frames.first?.index) }
        return analysed
    }

    private static func interpret(
        _ found: FrameDetections, in frame: VideoFrame, _ clock: StageClock, isTraced: Bool
    ) -> AnalysedFrame {
        let view = clock.measure(.pitch, isTraced: isTraced, frame: { _ in frame.index }) {
            PitchView.estimate(keypoints: found.keypoints, width: frame.width, height: frame.height)
        }
        return clock.measure(.colour, isTraced: isTraced, frame: { _ in frame.index }) {
            frame.withPlanes { planes in
                let picture = BorrowedPicture(planes)
                return AnalysedFrame(
                    index: frame.index, objects: KitMeter.measure(found.objects, in: picture),
                    found: found.keypoints, keypoints: view?.keypoints ?? found.keypoints, pitch: view,
                    signature: FrameSignature(of: picture))
            }
        }
    }
}
