import Geometry
import Observations

/// A made-up match: 22 persons who walk, and a ball.
enum Material {
    /// The detections of `count` frames. One in twenty is missing, and each jitters by a pixel.
    static func match(frames count: Int) -> [(frameIndex: Int, detections: [Detection])] {
        var random = SeededGenerator(seed: 6)
        let starts = (0..<22).map { _ in
            (
                place: Point(
                    Double.random(in: 50...1230, using: &random), Double.random(in: 100...650, using: &random)),
                step: Point(Double.random(in: -2...2, using: &random), Double.random(in: -1...1, using: &random))
            )
        }
        return (0..<count).map { index in
            var detections = starts.compactMap { person -> Detection? in
                let jitter = Point(
                    Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random))
                guard Double.random(in: 0...1, using: &random) > 0.05 else { return nil }
                let box = Box(center: person.place + person.step * Double(index) + jitter, width: 26, height: 64)
                return Detection(box: box, objectClass: .player, confidence: 0.85)
            }
            let ball = Box(center: Point(200 + Double(index) * 6, 400), width: 10, height: 10)
            detections.append(Detection(box: ball, objectClass: .ball, confidence: 0.6))
            return (frameIndex: index, detections: detections)
        }
    }
}
