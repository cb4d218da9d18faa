import Geometry

/// Reads the camera's motion between two frames from what all boxes do together.
struct CameraMotionEstimator: Sendable {
    /// The fewest boxes that must agree; with fewer, what they do in common may be their own running.
    private static let fewestPairs = 4
    /// In heights of the box: what a person's own movement and the detector's jitter may add per step.
    private static let tolerance = 0.25
    /// The greatest shift believed, in median heights of a box per frame.
    private static let fastestPan = 0.75

    /// The motion of the picture from one frame to the next; `.none` where the boxes do not tell.
    ///
    /// First the shift on which the most boxes agree, found among all pairs of boxes of a like size; then a similarity
    /// through the pairs that this shift makes, with outliers weighed down.
    ///
    /// - Parameter frames: how many frames lie between the two.
    func motion(from: [Box], to: [Box], frames: Int) -> CameraMotion {
        let heights = from.map(\.height).sorted()
        guard !heights.isEmpty, !to.isEmpty else { return .none }
        let reach = Self.fastestPan * heights[heights.count / 2] * Double(min(max(frames, 1), 4))
        guard let shift = commonShift(from, to, reach: reach) else { return .none }
        var motion = CameraMotion(translation: shift)
        for _ in 0..<3 {
            let pairs = pairs(from, to, motion)
            guard pairs.count >= Self.fewestPairs else { return motion }
            motion = Self.fit(pairs)
        }
        return motion
    }

    private func commonShift(_ from: [Box], _ to: [Box], reach: Double) -> Point? {
        var best: (score: Double, shift: Point)?
        for a in from {
            for b in to where Self.isAlike(a, b) {
                let shift = b.center - a.center
                let length = shift.distance(to: .zero)
                guard length <= reach else { continue }
                // A small preference for standing still decides between equals.
                let score = support(shift, from, to) - 0.5 * length / reach
                if score > best?.score ?? 0 { best = (score, shift) }
            }
        }
        guard let best, best.score >= Double(min(Self.fewestPairs, from.count)) / 2 else { return nil }
        return best.shift
    }

    /// How many boxes of the first frame find one in the second under this shift, near ones counting more.
    private func support(_ shift: Point, _ from: [Box], _ to: [Box]) -> Double {
        var sum = 0.0
        for a in from {
            let moved = a.center + shift
            let tolerance = Self.tolerance * a.height
            var nearest = tolerance
            for b in to {
                let dx = abs(b.center.x - moved.x)
                guard dx < nearest else { continue }
                let distance = max(dx, abs(b.center.y - moved.y))
                if distance < nearest, Self.isAlike(a, b) { nearest = distance }
            }
            sum += 1 - nearest / tolerance
        }
        return sum
    }

    /// Boxes that are each other's nearest after the motion so far.
    private func pairs(_ from: [Box], _ to: [Box], _ motion: CameraMotion) -> [(from: Box, to: Box)] {
        var result: [(from: Box, to: Box)] = []
        for a in from {
            let moved = motion.apply(a.center)
            guard let b = Self.nearest(to: moved, in: to), Self.isAlike(a, b),
                b.center.distance(to: moved) < 2 * Self.tolerance * a.height,
                let back = Self.nearest(to: motion.inverse.apply(b.center), in: from), back == a
            else { continue }
            result.append((a, b))
        }
        return result
    }

    private static func nearest(to p: Point, in boxes: [Box]) -> Box? {
        boxes.min { $0.center.distance(to: p) < $1.center.distance(to: p) }
    }

    private static func isAlike(_ a: Box, _ b: Box) -> Bool {
        a.height < 1.5 * b.height && b.height < 1.5 * a.height
    }

    static func fit(_ pairs: [(from: Box, to: Box)]) -> CameraMotion {
        SimilarityFit(
            from: pairs.map(\.from.center), to: pairs.map(\.to.center), scale: pairs.map { 0.05 * $0.from.height }
        ).motion
    }
}
