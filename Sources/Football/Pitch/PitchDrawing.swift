import Geometry

/// The vertices and lines of a pitch, computed from its dimensions, in metres.
struct PitchDrawing {
    let length: Double
    let width: Double
    /// The depth and width of a penalty area.
    let penaltyArea: Point
    /// The depth and width of a goal area.
    let goalArea: Point
    let spot: Double
    let radius: Double
    let arcHalfWidth: Double
    let arcApex: Double

    private var middle: Point { Point(length / 2, width / 2) }

    var vertices: [Point] {
        let penalty = (low: middle.y - penaltyArea.y / 2, high: middle.y + penaltyArea.y / 2)
        let goal = (low: middle.y - goalArea.y / 2, high: middle.y + goalArea.y / 2)
        let arc = (low: middle.y - arcHalfWidth, high: middle.y + arcHalfWidth)
        func goalLine(_ x: Double) -> [Point] {
            [0, penalty.low, goal.low, goal.high, penalty.high, width].map { Point(x, $0) }
        }
        func areaFront(_ x: Double) -> [Point] {
            [penalty.low, arc.low, arc.high, penalty.high].map { Point(x, $0) }
        }
        let left =
            goalLine(0) + [goal.low, goal.high].map { Point(goalArea.x, $0) } + [Point(spot, middle.y)]
            + areaFront(penaltyArea.x)
        let halfway = [0, middle.y - radius, middle.y + radius, width].map { Point(middle.x, $0) }
        let right =
            areaFront(length - penaltyArea.x) + [Point(length - spot, middle.y)]
            + [goal.low, goal.high].map { Point(length - goalArea.x, $0) } + goalLine(length)
        return left + halfway + right + [Point(middle.x - radius, middle.y), Point(middle.x + radius, middle.y)]
    }

    var lines: [PitchLine] {
        [
            PitchLine(.touchLine, [Point(0, 0), Point(length, 0)]),
            PitchLine(.touchLine, [Point(0, width), Point(length, width)]),
            PitchLine(.goalLine, [Point(0, 0), Point(0, width)]),
            PitchLine(.goalLine, [Point(length, 0), Point(length, width)]),
            PitchLine(.halfwayLine, [Point(middle.x, 0), Point(middle.x, width)]),
            PitchLine(.centreCircle, circle(around: middle, radius: radius, segments: 72)),
            area(.penaltyArea, penaltyArea, mirrored: false), area(.penaltyArea, penaltyArea, mirrored: true),
            area(.goalArea, goalArea, mirrored: false), area(.goalArea, goalArea, mirrored: true),
            arc(mirrored: false), arc(mirrored: true),
            PitchLine(.spot, circle(around: middle, radius: 0.15, segments: 8)),
            PitchLine(.spot, circle(around: Point(spot, middle.y), radius: 0.15, segments: 8)),
            PitchLine(.spot, circle(around: Point(length - spot, middle.y), radius: 0.15, segments: 8)),
        ]
    }

    private func area(_ kind: PitchLine.Kind, _ size: Point, mirrored: Bool) -> PitchLine {
        let (low, high) = (middle.y - size.y / 2, middle.y + size.y / 2)
        let corners = [Point(0, low), Point(size.x, low), Point(size.x, high), Point(0, high)]
        return PitchLine(kind, mirrored ? corners.map(mirror) : corners)
    }

    /// Returns the part of the circle around the penalty spot outside the penalty area.
    ///
    /// It passes through the two vertices on the area's front line and through the far end of the arc.
    private func arc(mirrored: Bool) -> PitchLine {
        let rise = arcApex - penaltyArea.x
        let radius = (arcHalfWidth * arcHalfWidth + rise * rise) / (2 * rise)
        let centre = Point(arcApex - radius, middle.y)
        let points = (0...24).map { step in
            let y = arcHalfWidth * (Double(step) / 12 - 1)
            return Point(centre.x + (radius * radius - y * y).squareRoot(), centre.y + y)
        }
        return PitchLine(.penaltyArc, mirrored ? points.map(mirror) : points)
    }

    private func mirror(_ p: Point) -> Point { Point(length - p.x, p.y) }

    /// Returns a closed circle. `segments` must be a multiple of 4.
    private func circle(around centre: Point, radius: Double, segments: Int) -> [Point] {
        UnitCircle.points(segments: segments).map { centre + $0 * radius }
    }
}
