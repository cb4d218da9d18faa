import Geometry

/// Reads the camera's motion between two frames from what all boxes do together.
struct CameraMotionEstimator: Sendable {
    /// The fewest boxes that must agree; with fewer, what they do in common may be their own running.
    private static let fewestPairs = 4
    /// In heights of the box: what a person's own movement and the detector's jitter may add per step.
    private static let tolerance = 0.25
    /// The greatest shift believed, in median heights of a box per frame.
    private static let fastestPan = 0.75
    /// Shifts times boxes that all of them are tried on; two teams and their bench stay far below it.
    private static let mostComparisons = 250_000
    /// Beyond that, about so many shifts are tried on so many boxes.
    private static let shiftsOfCrowd = 500
    private static let votersOfCrowd = 100

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
            // A small preference for standing still decides between equals.
            let score = support(shift, voters, to) - 0.5 * shift.distance(to: .zero) / reach
            if score > best?.score ?? 0 { best = (score, shift) }
        }
        guard let best, best.score >= Double(min(Self.fewestPairs, voters.count)) / 2 else { return nil }
        return best.shift
    }

    /// The shifts to try, and the boxes of the first frame to try them on: all, or in a crowd as many as give the same
    /// answer.
    static func sample(_ from: [Box], _ to: BoxIndex, reach: Double) -> (shifts: [Point], voters: [Box]) {
        let shifts = candidates(from, to, reach: reach)
        guard shifts.count * from.count > mostComparisons else { return (shifts, from) }
        // All shifts of some boxes, for one of them is right: of some shifts of all boxes, perhaps none is.
        let boxes = max(1, shiftsOfCrowd * from.count / shifts.count)
        return (candidates(spread(from, boxes), to, reach: reach), spread(from, votersOfCrowd))
    }

    /// The shifts that bring a box of the first frame to one of a like size in the second, no farther than the reach.
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

    /// At most so many elements, evenly spread over all.
    private static func spread<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        guard elements.count > count else { return elements }
        return (0..<count).map { elements[$0 * elements.count / count] }
    }

    /// How many boxes of the first frame find one in the second under this shift, near ones counting more.
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

    /// Boxes that are each other's nearest after the motion so far.
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
