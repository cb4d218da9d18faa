package import Geometry

/// An estimator of the camera's motion between two frames, based on the common movement of all boxes.
package struct CameraMotionEstimator: Sendable {
    /// The fewest boxes that must agree. Fewer boxes may share a movement because the players run together.
    private static let fewestPairs = 4
    /// The tolerance for a person's own movement and the detector's jitter in one step, in heights of the box.
    private static let tolerance = 0.25
    /// The greatest plausible translation for each frame, in median heights of the boxes.
    private static let fastestPan = 0.75
    /// The largest number of translations times boxes that are all compared. Two teams and their benches stay far below
    /// it.
    private static let mostComparisons = 250_000
    /// Above that, the approximate number of translations to try, and the number of boxes to try them on.
    private static let shiftsOfCrowd = 500
    private static let votersOfCrowd = 100

    package init() {}

    /// Returns the motion of the picture from one frame to the next, or `.none` if the boxes don't determine it.
    ///
    /// The first step finds the translation that most boxes agree on, among all pairs of boxes of similar size. The
    /// second step fits a similarity to the resulting pairs and gives outliers less weight.
    ///
    /// - Parameter frames: the number of frames from the first frame to the second.
    package func motion(from: [Box], to: [Box], frames: Int) -> CameraMotion {
        let heights = from.map(\.height).sorted()
        guard !heights.isEmpty, !to.isEmpty else { return .none }
        let reach = Self.fastestPan * heights[heights.count / 2] * Double(min(max(frames, 1), 4))
        let (earlier, later) = (BoxIndex(from), BoxIndex(to))
        guard let shift = commonShift(from, later, reach: reach) else { return .none }
        var motion = CameraMotion(translation: shift)
        for _ in 0..<3 {
            let pairs = pairs(earlier, later, motion)
            guard pairs.count >= Self.fewestPairs else { return motion }
            motion = Self.fit(pairs)
        }
        return motion
    }

    private func commonShift(_ from: [Box], _ to: BoxIndex, reach: Double) -> Point? {
        let (shifts, voters) = Self.sample(from, to, reach: reach)
        var best: (score: Double, shift: Point)?
        for shift in shifts {
            // A small penalty for movement decides ties in favour of a camera at rest.
            let score = support(shift, voters, to) - 0.5 * shift.distance(to: .zero) / reach
            if score > best?.score ?? 0 { best = (score, shift) }
        }
        guard let best, best.score >= Double(min(Self.fewestPairs, voters.count)) / 2 else { return nil }
        return best.shift
    }

    /// Returns the translations to try and the boxes of the first frame to try them on.
    ///
    /// These are all of them, or in a crowd a sample large enough to give the same result.
    static func sample(_ from: [Box], _ to: BoxIndex, reach: Double) -> (shifts: [Point], voters: [Box]) {
        let shifts = candidates(from, to, reach: reach)
        guard shifts.count * from.count > mostComparisons else { return (shifts, from) }
        // All translations of some boxes include a correct one. Some translations of all boxes may not.
        let boxes = max(1, shiftsOfCrowd * from.count / shifts.count)
        return (candidates(spread(from, boxes), to, reach: reach), spread(from, votersOfCrowd))
    }

    /// Returns the translations, up to the reach, from a box of the first frame to a box of similar size in the second.
    static func candidates(_ from: [Box], _ to: BoxIndex, reach: Double) -> [Point] {
        var shifts: [Point] = []
        for a in from {
            for b in to.boxes where isAlike(a, b) {
                let shift = b.center - a.center
                if shift.distance(to: .zero) <= reach { shifts.append(shift) }
            }
        }
        return shifts
    }

    /// Returns at most `count` elements, evenly spread over all.
    private static func spread<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        guard elements.count > count else { return elements }
        return (0..<count).map { elements[$0 * elements.count / count] }
    }

    /// Returns the number of boxes of the first frame that match a box of the second after a translation. Closer
    /// matches count more.
    private func support(_ shift: Point, _ from: [Box], _ to: BoxIndex) -> Double {
        var sum = 0.0
        for a in from {
            let moved = a.center + shift
            let tolerance = Self.tolerance * a.height
            var nearest = tolerance
            to.forEach(within: tolerance, of: moved.x) { b in
                let distance = max(abs(b.center.x - moved.x), abs(b.center.y - moved.y))
                if distance < nearest, Self.isAlike(a, b) { nearest = distance }
            }
            sum += 1 - nearest / tolerance
        }
        return sum
    }

    /// Returns the pairs of boxes that are each other's nearest neighbours after the motion found so far.
    private func pairs(_ from: BoxIndex, _ to: BoxIndex, _ motion: CameraMotion) -> [(from: Box, to: Box)] {
        let inverse = motion.inverse
        var result: [(from: Box, to: Box)] = []
        for a in from.boxes {
            let moved = motion.apply(a.center)
            guard let b = to.nearest(to: moved).map({ to.boxes[$0] }), Self.isAlike(a, b),
                b.center.distance(to: moved) < 2 * Self.tolerance * a.height,
                let back = from.nearest(to: inverse.apply(b.center)), from.boxes[back] == a
            else { continue }
            result.append((a, b))
        }
        return result
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
