import Geometry
import Observations

/// A tracker of the ball, frame by frame.
///
/// Among the candidates that the ball can have reached, the tracker chooses by confidence and by distance from the
/// expected position. The reach grows with the time since the last detection, so a lost ball is found again anywhere
/// after about one second.
struct BallTracker: Sendable {
    /// The reach for each frame, in ball diameters.
    ///
    /// A hard shot flies at 30 m/s, or 5 diameters (0.22 m) per frame at 25 frames per second. The camera's motion adds
    /// to it.
    private static let reachPerFrame = 7.0
    /// The allowance for jitter of a candidate's box, in diameters.
    private static let reachAtRest = 3.0
    /// The loss of confidence at the edge of the reach.
    private static let distancePenalty = 0.5
    /// The largest number of frames for which a velocity is extrapolated.
    private static let headingFrames = 5

    /// The lowest confidence of a candidate that starts the path or resumes it after a gap.
    private let startConfidence: Double
    private var last: (detection: Detection, frame: Int)?
    /// The velocity, in pixels per frame.
    private var velocity = Point.zero

    init(settings: TrackingSettings) {
        startConfidence = settings.trackActivationThreshold
    }

    /// Returns the ball of this frame, or `nil` if no candidate is the ball.
    mutating func update(_ candidates: [Detection], frameIndex: Int) -> Detection? {
        guard let last else {
            let best = candidates.filter { $0.confidence >= startConfidence }
                .max { $0.confidence < $1.confidence }
            if let best { self.last = (best, frameIndex) }
            return best
        }
        let frames = Double(max(1, frameIndex - last.frame))
        let expected = last.detection.box.center + velocity * min(frames, Double(Self.headingFrames))
        var best: (detection: Detection, score: Double)?
        for candidate in candidates {
            let diameter = max(last.detection.box.height, candidate.box.height)
            let reach = diameter * (Self.reachAtRest + Self.reachPerFrame * frames)
            let distance = candidate.box.center.distance(to: expected)
            // After a gap, a weak candidate is more likely a white boot than the ball.
            guard distance <= reach, frames <= 5 || candidate.confidence >= startConfidence else { continue }
            let score = candidate.confidence - Self.distancePenalty * distance / reach
            if score > best?.score ?? -.infinity { best = (candidate, score) }
        }
        guard let ball = best?.detection else { return nil }
        let moved = (ball.box.center - last.detection.box.center) * (1 / frames)
        velocity = frames <= Double(Self.headingFrames) ? (velocity + moved) * 0.5 : .zero
        self.last = (ball, frameIndex)
        return ball
    }
}
