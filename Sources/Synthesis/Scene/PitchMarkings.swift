import Geometry

/// The measures of a pitch, in metres, and what is painted on it.
struct PitchMarkings: Hashable, Sendable {
    var length = 120.0
    var width = 70.0
    var penaltyAreaDepth = 20.15
    var penaltyAreaWidth = 41.0
    var goalAreaDepth = 5.5
    var goalAreaWidth = 18.32
    var penaltySpot = 11.0
    var radius = 9.15
    var lineWidth = 0.12

    /// The pitch of the result format: longer than real ones, and its penalty areas deeper.
    static let template = PitchMarkings()

    /// A pitch by the Laws of the Game, Law 1, of the usual size.
    static let regulation = PitchMarkings(
        length: 105, width: 68, penaltyAreaDepth: 16.5, penaltyAreaWidth: 40.32)

    var middle: Point { Point(length / 2, width / 2) }

    /// The 32 vertices in their order.
    var vertices: [Point] {
        let area = (width - penaltyAreaWidth) / 2
        let goal = (width - goalAreaWidth) / 2
        let left: [Point] =
            [0, area, goal, width - goal, width - area, width].map { Point(0, $0) }
            + [Point(goalAreaDepth, goal), Point(goalAreaDepth, width - goal), Point(penaltySpot, width / 2)]
            + [area, goal, width - goal, width - area].map { Point(penaltyAreaDepth, $0) }
        let halfway = [0, width / 2 - radius, width / 2 + radius, width].map { Point(length / 2, $0) }
        func mirrored(_ p: Point) -> Point { Point(length - p.x, p.y) }
        let right = left[9...12].map(mirrored) + [mirrored(left[8])] + left[6...7].map(mirrored)
        return left + halfway + right + left[0...5].map(mirrored)
            + [Point(length / 2 - radius, width / 2), Point(length / 2 + radius, width / 2)]
    }

    /// The middle of every painted line, as runs of straight pieces.
    var lines: [[Point]] {
        let goalTop = (width - goalAreaWidth) / 2
        let areaTop = (width - penaltyAreaWidth) / 2
        var lines = [
            [Point(0, 0), Point(length, 0), Point(length, width), Point(0, width), Point(0, 0)],
            [Point(length / 2, 0), Point(length / 2, width)],
            arc(center: middle, radius: radius, from: 0, to: 2 * Trigonometry.pi, pieces: 64),
        ]
        let opening = arcOpening
        for side in [0.0, 1.0] {
            func at(_ x: Double, _ y: Double) -> Point { Point(side == 0 ? x : length - x, y) }
            lines.append([
                at(0, areaTop), at(penaltyAreaDepth, areaTop), at(penaltyAreaDepth, width - areaTop),
                at(0, width - areaTop),
            ])
            lines.append([
                at(0, goalTop), at(goalAreaDepth, goalTop), at(goalAreaDepth, width - goalTop), at(0, width - goalTop),
            ])
            if opening > 0 {
                lines.append(
                    arc(center: Point(penaltySpot, width / 2), radius: radius, from: -opening, to: opening, pieces: 16)
                        .map { at($0.x, $0.y) })
            }
            for corner in [0, width] {
                let quarter = arc(
                    center: Point(0, corner), radius: 1, from: corner == 0 ? 0 : -Trigonometry.pi / 2,
                    to: corner == 0 ? Trigonometry.pi / 2 : 0, pieces: 6)
                lines.append(quarter.map { at($0.x, $0.y) })
            }
        }
        return lines
    }

    /// Penalty spots and the centre spot.
    var spots: [Point] {
        [Point(penaltySpot, width / 2), middle, Point(length - penaltySpot, width / 2)]
    }

    /// Half the angle of the arc before the penalty area; 0 where the circle does not reach out of it.
    private var arcOpening: Double {
        let reach = penaltyAreaDepth - penaltySpot
        guard radius > reach else { return 0 }
        return Trigonometry.atan2((radius * radius - reach * reach).squareRoot(), reach)
    }

    private func arc(center: Point, radius: Double, from: Double, to: Double, pieces: Int) -> [Point] {
        (0...pieces).map { step in
            let angle = from + (to - from) * Double(step) / Double(pieces)
            return center + Point(Trigonometry.cos(angle), Trigonometry.sin(angle)) * radius
        }
    }
}
