import Platform
import Synchronization

/// Keeps an analysis within its time budget: looks how fast frames go, and widens the stride for those to come.
///
/// Frames pass here when they enter the queue to the model, so what waits in the queue and in the model is still to be
/// paid for; the reserve covers it, and what follows the last frame.
final class StrideController: Sendable {
    private let deadline: ContinuousClock.Instant
    private let frameCount: Int
    private let leastStride: Int
    private let state: Mutex<State>

    private struct State {
        var stride: Int
        var passed = 0
        /// When the pace was last looked at, and how many frames had passed then; nil before the first look.
        var lastLook: (time: ContinuousClock.Instant, passed: Int)?
    }

    /// Strides wider than this answer nothing anyone could use.
    static let widestStride = 30
    /// Of the budget, what is kept for the frames in flight and for assembling the result.
    private static let reserve = 0.12
    /// Frames between two looks: fewer measure only jitter.
    private static let interval = 8

    init(budget: Double, frameCount: Int, stride: Int, start: ContinuousClock.Instant) {
        deadline = start + .seconds(budget * (1 - Self.reserve))
        self.frameCount = frameCount
        leastStride = stride
        state = Mutex(State(stride: stride))
    }

    /// The stride from here on where it has to change, once frame `index` has been passed on.
    func stride(after index: Int, now: ContinuousClock.Instant = .now) -> Int? {
        state.withLock { state in
            state.passed += 1
            guard let last = state.lastLook else {
                // Until the queue is full, frames only wait for the decoder: that is not yet the pace.
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
