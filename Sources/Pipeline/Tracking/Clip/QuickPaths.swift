import Geometry
import Observations

/// A fast substitute for `PersonPaths` and `BallPath` when the time is up.
///
/// Each box continues the nearest box of the frame before, and the ball is the most confident candidate.
enum QuickPaths {
    /// The largest distance of a box from the one that it continues, for each analysed frame, in heights of the person.
    private static let reach = 0.5

    /// Returns the boxes of each person, at most one in each frame, including frames between analysed ones.
    static func persons(
        in frames: [(frameIndex: Int, detections: [Detection])]
    ) -> [[(frame: Int, detection: Detection)]] {
        var paths: [[(frame: Int, detection: Detection)]] = []
        /// The boxes of the frame before, with their paths.
        var before: (frame: Int, index: BoxIndex, paths: [Int])?
        for (frame, all) in frames {
            let detections = all.filter { $0.confidence > PersonPaths.lowestConfidence }
            var isTaken = [Bool](repeating: false, count: before?.paths.count ?? 0)
            var places: [Int] = []
            for detection in detections {
                let box = detection.box
                if let before, let nearest = before.index.nearest(to: box.center), !isTaken[nearest],
                    before.index.boxes[nearest].center.distance(to: box.center) < reach * box.height
                {
                    isTaken[nearest] = true
                    places.append(before.paths[nearest])
                    paths[before.paths[nearest]] += steps(
                        from: before.index.boxes[nearest], before.frame, to: detection, frame)
                } else {
                    places.append(paths.count)
                    paths.append([(frame, detection)])
                }
            }
            before = (frame, BoxIndex(detections.map(\.box)), places)
        }
        return paths
    }

    /// Returns the ball in each analysed frame that shows one.
    static func ball(
        in frames: [(frameIndex: Int, detections: [Detection])]
    ) -> [(frame: Int, detection: Detection)] {
        frames.compactMap { frame in
            frame.detections.max { $0.confidence < $1.confidence }.map { (frame.frameIndex, $0) }
        }
    }

    /// Returns the boxes after one analysed frame up to and including the next.
    private static func steps(
        from box: Box, _ first: Int, to detection: Detection, _ last: Int
    ) -> [(frame: Int, detection: Detection)] {
        (first + 1..<max(last + 1, first + 1)).map { frame in
            var between = detection
            if frame < last {
                between.box = box.interpolated(
                    to: detection.box, at: Double(frame - first) / Double(last - first))
                between.kit = nil
            }
            return (frame, between)
        }
    }
}
