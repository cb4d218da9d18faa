import Geometry
import Observations

/// The ball of a shot: the best path through the ball candidates of all frames.
///
/// A path gains the confidence of its candidates and pays for jumps. Dynamic programming over the candidates in order
/// of time finds the path with the highest score.
struct BallPath {
    /// The diameters that a ball can move in one frame, and the allowance for jitter; see `BallTracker`.
    private static let reachPerFrame = 7.0
    private static let reachAtRest = 3.0
    /// The cost of a step to the edge of the reach, in confidence.
    private static let distanceCost = 0.5
    /// The cost of a jump beyond the reach, in confidence.
    private static let jumpCost = 1.5
    /// The confidence at which a candidate neither adds to a path's score nor reduces it.
    private static let worthlessConfidence = 0.1
    /// The longest step within the reach, in analysed frames.
    private static let window = 12
    /// The longest gap that is filled, in seconds. A ball rarely keeps its course longer while it is hidden.
    private static let longestGap = 0.4
    /// The largest number of candidates in a frame. Each is compared with those of the frames before.
    private static let mostCandidates = 50

    private struct Node {
        let frame: Int
        let slot: Int
        let detection: Detection
        let place: Point
        var score: Double
        var previous: Int?
    }

    let frameRate: Double
    let path: CameraPath

    /// Returns the ball in ascending order of frame. Gaps are filled if both sides are within reach of each other.
    ///
    /// - Parameter checkTime: called for every frame, and again for every frame of the path. An error that it throws ends the work.
    func ball(
        in frames: [(frameIndex: Int, detections: [Detection])], checkTime: () throws -> Void
    ) rethrows -> [(frame: Int, detection: Detection)] {
        var nodes: [Node] = []
        var firstOfSlot: [Int] = []
        /// The end of the best path before the current frame.
        var bestSoFar: Int?
        for (slot, frame) in frames.enumerated() {
            try checkTime()
            firstOfSlot.append(nodes.count)
            let earlier = nodes.count
            let toStabilised = path.toStabilised(from: frame.frameIndex)
            for detection in Self.candidates(frame.detections) {
                var node = Node(
                    frame: frame.frameIndex, slot: slot, detection: detection,
                    place: toStabilised.apply(detection.box.center), score: 0, previous: nil)
                if let best = bestSoFar, nodes[best].score > Self.jumpCost {
                    node.score = nodes[best].score - Self.jumpCost
                    node.previous = best
                }
                for i in firstOfSlot[max(0, slot - Self.window)]..<earlier {
                    guard let cost = Self.stepCost(nodes[i], node), nodes[i].score - cost > node.score else { continue }
                    node.score = nodes[i].score - cost
                    node.previous = i
                }
                node.score += detection.confidence - Self.worthlessConfidence
                nodes.append(node)
            }
            for i in earlier..<nodes.count where nodes[i].score > bestSoFar.map({ nodes[$0].score }) ?? 0 {
                bestSoFar = i
            }
        }
        var sequence: [Node] = []
        while let i = bestSoFar {
            sequence.append(nodes[i])
            bestSoFar = nodes[i].previous
        }
        return try filled(sequence.reversed(), checkTime: checkTime)
    }

    /// Returns the most confident detections in their original order.
    private static func candidates(_ detections: [Detection]) -> [Detection] {
        guard detections.count > mostCandidates else { return detections }
        let best = detections.indices.sorted { (-detections[$0].confidence, $0) < (-detections[$1].confidence, $1) }
        return best.prefix(mostCandidates).sorted().map { detections[$0] }
    }

    /// Returns the cost of a step, or `nil` if the ball can't have moved that far.
    private static func stepCost(_ from: Node, _ to: Node) -> Double? {
        let diameter = max(from.detection.box.height, to.detection.box.height)
        let reach = diameter * (reachAtRest + reachPerFrame * Double(to.frame - from.frame))
        let distance = from.place.distance(to: to.place)
        return distance <= reach ? distanceCost * distance / reach : nil
    }

    private func filled(
        _ nodes: [Node], checkTime: () throws -> Void
    ) rethrows -> [(frame: Int, detection: Detection)] {
        let longest = max(Self.longestGap * frameRate, Double(GapFiller.stride(of: nodes.map(\.frame))))
        var result: [(frame: Int, detection: Detection)] = []
        for (i, node) in nodes.enumerated() {
            try checkTime()
            if i > 0, case let before = nodes[i - 1], Self.stepCost(before, node) != nil,
                Double(node.frame - before.frame) <= longest
            {
                result += between(before, node)
            }
            result.append((node.frame, node.detection))
        }
        return result
    }

    private func between(_ a: Node, _ b: Node) -> [(frame: Int, detection: Detection)] {
        (a.frame + 1..<b.frame).map { frame in
            let t = Double(frame - a.frame) / Double(b.frame - a.frame)
            let centre = path.toStabilised(from: frame).inverse.apply(a.place + (b.place - a.place) * t)
            let size = a.detection.box.interpolated(to: b.detection.box, at: t)
            let confidence = min(a.detection.confidence, b.detection.confidence)
            let box = Box(center: centre, width: size.width, height: size.height)
            return (frame, Detection(box: box, objectClass: .ball, confidence: confidence))
        }
    }
}
