import Media
import Results

/// The first stage: decodes the frames to analyse into a queue, on a thread of its own.
struct FrameSource: Sendable {
    let reader: VideoReader
    let queue: BoundedQueue<VideoFrame>
    let clock: StageClock
    /// The controller that widens the stride if time runs short; `nil` = the stride is fixed.
    let strideController: StrideController?
    /// The frame index at which to stop; `nil` = the end of the clip.
    let limit: Int?
    /// The cutoff that ends decoding once the time is up. The frames decoded by then are analysed.
    let cutoff: Cutoff
    var now: @Sendable () -> ContinuousClock.Instant = { .now }
    /// The receiver of every decoded frame.
    var onFrame: @Sendable (VideoFrame) -> Void = { _ in }

    /// Decodes until the clip ends or the queue is cancelled.
    func run() {
        do {
            while !cutoff.isOver,
                let frame = try clock.measure(.decode, frame: { $0?.index }, { try reader.next() })
            {
                if let limit, frame.index >= limit { break }
                onFrame(frame)
                guard queue.push(frame) else { return }
                clock.trace?.count("queue", queue.count)
                if let stride = strideController?.stride(after: frame.index, now: now()) { reader.stride = stride }
            }
            queue.finish()
        } catch {
            if cutoff.isOver { queue.finish() } else { queue.fail(error) }
        }
    }
}
