import Geometry
import Pitch

/// The positions of a team's ten outfield players, and how the whole block moves with the ball.
struct Formation: Sendable {
    /// The depth, 0 (own goal) to 1, and the side, 0 to 1, of each slot.
    let places: [Point]

    static let all = [
        // Four, four, two.
        Formation(places: [
            Point(0.12, 0.14), Point(0.06, 0.38), Point(0.06, 0.62), Point(0.12, 0.86), Point(0.46, 0.12),
            Point(0.40, 0.38), Point(0.42, 0.62), Point(0.48, 0.88), Point(0.80, 0.40), Point(0.84, 0.60),
        ]),
        // Four, three, three.
        Formation(places: [
            Point(0.14, 0.12), Point(0.06, 0.37), Point(0.06, 0.63), Point(0.14, 0.88), Point(0.34, 0.50),
            Point(0.46, 0.30), Point(0.46, 0.70), Point(0.80, 0.14), Point(0.88, 0.50), Point(0.80, 0.86),
        ]),
        // Three, five, two.
        Formation(places: [
            Point(0.08, 0.26), Point(0.05, 0.50), Point(0.08, 0.74), Point(0.42, 0.08), Point(0.36, 0.34),
            Point(0.34, 0.60), Point(0.48, 0.50), Point(0.42, 0.92), Point(0.82, 0.38), Point(0.84, 0.62),
        ]),
    ]

    /// Returns the anchor of a slot. `direction` is 1 for the team that plays towards larger x, otherwise -1.
    func anchor(slot: Int, direction: Double, ball: Point, attacking: Bool, plan: PitchPlan) -> Point {
        let place = places[slot % places.count]
        let (length, width) = (plan.length, plan.width)
        let progress = direction > 0 ? ball.x / length : 1 - ball.x / length
        // The block is 38 % of the pitch deep, follows the ball, and moves forward in possession.
        let depth = 0.10 + 0.60 * progress + (attacking ? 0.05 : -0.02) + (place.x - 0.45) * 0.38
        let x = min(max(depth, 0.04), 0.95)
        let y = 0.5 + (place.y - 0.5) * (attacking ? 0.84 : 0.68) + (ball.y / width - 0.5) * 0.34
        return Point(direction > 0 ? x * length : (1 - x) * length, min(max(y, 0.03), 0.97) * width)
    }
}
