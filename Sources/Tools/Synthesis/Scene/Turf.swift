import Geometry
import Pitch

/// How the grass looks: its colours, the way it was mown, and how worn it is.
struct Turf: Hashable, Sendable {
    enum Mowing: CaseIterable, Hashable, Sendable {
        case across
        case along
        case checked
        case circles
        case none
    }

    var light: Colour
    var dark: Colour
    var mowing: Mowing
    /// Metres.
    var stripeWidth: Double
    /// 0 fresh to 1 worn down to the soil before the goals.
    var wear: Float
    /// How bright fresh paint is, 0 to 1, and how much of it is gone.
    var paint: Float
    var paintWear: Float

    /// Which of the two shades a place has, 0 light to 1 dark.
    func shade(at place: Point, plan: PitchPlan) -> Float {
        func wave(_ distance: Double) -> Float {
            let phase = distance / stripeWidth
            let t = phase - 2 * (phase / 2).rounded(.down)
            // A narrow slope between the stripes: blades lean over the edge.
            let distanceToEdge = min(abs(t), abs(t - 1), abs(2 - t)) * stripeWidth
            let step = Float(min(0.5, distanceToEdge / 0.5))
            return t < 1 ? 0.5 - step : 0.5 + step
        }
        switch mowing {
        case .none: return 0.5
        case .across: return wave(place.x)
        case .along: return wave(place.y)
        case .checked: return (wave(place.x) + wave(place.y)) / 2
        case .circles: return wave(place.distance(to: plan.middle))
        }
    }

    /// How much soil shows, 0 to 1: before the goals and in the centre circle.
    func soil(at place: Point, plan: PitchPlan, noise: Float) -> Float {
        func spot(_ x: Double, _ y: Double, _ rx: Double, _ ry: Double) -> Float {
            let dx = (place.x - x) / rx
            let dy = (place.y - y) / ry
            return Float(max(0, 1 - dx * dx - dy * dy))
        }
        let middle = plan.middle.y
        let worn = max(
            spot(2, middle, 5, 6), spot(plan.length - 2, middle, 5, 6), spot(plan.middle.x, middle, 4, 4) * 0.5,
            spot(plan.penaltySpotDistance, middle, 2, 2) * 0.7,
            spot(plan.length - plan.penaltySpotDistance, middle, 2, 2) * 0.7)
        return max(0, min(1, worn * (0.55 + 0.9 * noise))) * wear
    }
}
