import Geometry
import Pitch

extension PitchPlan {
    var middle: Point { Point(length / 2, width / 2) }

    /// The width of every line, metres (Law 1: at most 12 cm).
    static let lineWidth = 0.12

    /// The middle of every painted line, the quarter circles at the corners among them; spots are not.
    var paintedLines: [[Point]] {
        lines.filter { $0.kind != .spot }.map(\.points) + corners.map(cornerArc)
    }

    /// Penalty spots and the centre spot, as areas.
    var paintedSpots: [[Point]] { lines.filter { $0.kind == .spot }.map(\.points) }

    var corners: [Point] { [Point(0, 0), Point(length, 0), Point(length, width), Point(0, width)] }

    private func cornerArc(_ corner: Point) -> [Point] {
        let (inX, inY) = (corner.x == 0 ? 1.0 : -1, corner.y == 0 ? 1.0 : -1)
        return (0...6).map { step in
            let angle = Double(step) / 6 * Trigonometry.pi / 2
            return corner + Point(inX * Trigonometry.cos(angle), inY * Trigonometry.sin(angle))
        }
    }
}
