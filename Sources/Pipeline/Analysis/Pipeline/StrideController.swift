import Platform
import Synchronization

/// A controller that keeps an analysis within its time budget. It measures the speed of the frames and widens the
/// stride for the remaining ones.
///
/// Frames are counted when they enter the model's queue. Those in the queue and in the model still need time; the
/// reserve covers them and the work after the last frame.
final class StrideController: Sendable {
    private let deadline: ContinuousClock.Instant
    private let frameCount: Int
    private let leastStride: Int
    private let state: Mutex<State>

    private struct State {
        var stride: Int
        var passed = 0
        /// The time of the last measurement and the number of frames by then; `nil` before the first measurement.
        var lastLook: (time: ContinuousClock.Instant, passed: Int)?
    }

    /// The widest useful stride. Results with a wider one would be useless.
    static let widestStride = 30
    /// The share of the budget that is reserved for frames in flight and for assembling the result.
    private static let reserve = 0.12
    /// The number of frames between two measurements. With fewer, jitter dominates.
    private static let interval = 8

    init(budget: Double, frameCount: Int, stride: Int, start: ContinuousClock.Instant) {
        deadline = start + .seconds(budget * (1 - Self.reserve))
        self.frameCount = frameCount
        leastStride = stride
        state = Mutex(State(stride: stride))
    }

    /// Returns the new stride if it has to change after frame `index` was queued, otherwise `nil`.
    func stride(after index: Int, now: ContinuousClock.Instant = .now) -> Int? {
        state.withLock { state in
            state.passed += 1
            guard let last = state.lastLook else {
                // Until the queue is full, frames only wait for the decoder, so this isn't the final speed yet.
                if state.passed == Self.interval { state.lastLook = (now, state.passed) }
                return nil
            }
            guard state.passed - last.passed >= Self.interval else { return nil }
            let perFrame = (now - last.time).seconds / Double(state.passed - last.passed)
            let left = max(0, (deadline - now).seconds)
            let affordable = max(1, left / max(perFrame, 1e-6))
            let needed = Int((Double(frameCount - index - 1) / affordable).rounded(.up))
            state.lastLook = (now, state.passed)
            let stride = min(max(needed, leastStride), Self.widestStride)
            guard stride != state.stride else { return nil }
            state.stride = stride
            return stride
        }
    }
}
