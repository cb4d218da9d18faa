import Foundation
import Synchronization

@testable import ClipWorker
@testable import Miner

/// A worker without a process or a model: it answers as the test says.
final class StubWorker: Worker {
    typealias Answer = @Sendable (WorkerJob, [UInt8], @Sendable (WorkerProgress) -> Void) async throws -> WorkerReply

    let pid = getpid()
    let greeting = WorkerGreeting(model: "stub 1", device: "cpu")
    private let answer: Answer
    private let state = Mutex((isDead: false, enders: [CheckedContinuation<Void, Never>]()))

    init(_ answer: @escaping Answer = StubWorker.atOnce) {
        self.answer = answer
    }

    var isAlive: Bool { state.withLock { !$0.isDead } }

    func perform(
        _ job: WorkerJob, body: [UInt8], onProgress: @escaping @Sendable (WorkerProgress) -> Void
    ) async throws -> WorkerReply {
        try await answer(job, body, onProgress)
    }

    func stop() {
        let enders = state.withLock { state in
            state.isDead = true
            defer { state.enders = [] }
            return state.enders
        }
        enders.forEach { $0.resume() }
    }

    func ended() async {
        await withCheckedContinuation { continuation in
            let isDead = state.withLock { state in
                if !state.isDead { state.enders.append(continuation) }
                return state.isDead
            }
            if isDead { continuation.resume() }
        }
    }

    /// One frame, with a box.
    static let atOnce: Answer = { job, _, tell in
        var report = WorkerReport()
        report.frames = 1
        report.analysedFrames = 1
        report.timings = ["decode": 0.25, "detect": 0.5]
        tell(WorkerProgress(frames: 1, frameCount: 1))
        return WorkerReply(bytes: Array(StubWorker.text(of: job).utf8), report: report)
    }

    private static func text(of job: WorkerJob) -> String {
        switch job.kind {
        case .clip(_, let id):
            """
            {"challenge_id": "\(id)", "frames": [], "processing_time": 0.5, "clip": {"width": 64, "height": 36, \
            "frame_rate": 25, "frame_count": 0, "codec": "h264", "ended_early": true}, "shots": [], "model": "stub 1", \
            "settings": {"frame_stride": 1, "batch_size": 1, "img_size": 640, "fill": "none", "strides": []}}
            """
        case .predict: #"{"success": true, "predictions": {"frames": []}, "error": null}"#
        }
    }
}
