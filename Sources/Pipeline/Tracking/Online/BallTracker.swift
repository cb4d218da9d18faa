import Geometry
import Observations

/// Follows the one ball frame by frame.
///
/// Of the candidates that the ball can have reached since it was last seen, the one wins that is confident and near
/// where it was heading. What counts as reachable grows with the time unseen, so a lost ball is found again anywhere
/// after about a second.
struct BallTracker: Sendable {
    /// A hard shot flies at 30 m/s, 5 ball diameters (0.22 m) per frame at 25 frames per second; the camera adds to it.
    private static let reachPerFrame = 7.0
    /// What a candidate may be off for jitter of its box alone, in diameters.
    private static let reachAtRest = 3.0
    /// How much of the confidence the far edge of the reach costs.
    private static let distancePenalty = 0.5
    /// A heading older than this many frames says nothing.
    private static let headingFrames = 5

    /// A candidate that may start the path, or take it up again after a gap.
    private let startConfidence: Double
    private var last: (detection: Detection, frame: Int)?
    /// Pixels per frame.
    private var velocity = Point.zero

    init(settings: TrackingSettings) {
        startConfidence = settings.trackActivationThreshold
    }

    /// The ball of this frame, if one of the candidates is it.
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
            // After a gap a weak candidate is more likely a white boot than the ball.
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
