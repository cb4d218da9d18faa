import Geometry
import Pitch

/// The lit ground of the whole stadium: grass, its surroundings, and the shade of the stands.
struct GroundSurface: Surface {
    /// The colours, starting at (-margin, -margin).
    private let colours: Texture
    /// The grain of blades and tufts: grey values around 1.
    private let grain: Texture
    static let margin = 16.0

    /// Creates the ground. `texelsPerMetre` should suit the picture: about six for 720 rows.
    init(turf: Turf, lighting: Lighting, plan: PitchPlan, seed: UInt64, texelsPerMetre: Double) {
        let noise = ValueNoise(seed: seed, stream: 11)
        let width = Int((plan.length + 2 * Self.margin) * texelsPerMetre)
        let height = Int((plan.width + 2 * Self.margin) * texelsPerMetre)
        var texels: [Colour] = []
        texels.reserveCapacity(width * height)
        for row in 0..<height {
            let y = (Double(row) + 0.5) / texelsPerMetre - Self.margin
            for column in 0..<width {
                let x = (Double(column) + 0.5) / texelsPerMetre - Self.margin
                let place = Point(x, y)
                let albedo = Self.albedo(at: place, turf: turf, plan: plan, noise: noise)
                texels.append(albedo.lit(by: lighting.light(at: place)))
            }
        }
        colours = Texture(
            width: width, height: height, texelsPerMetre: Float(texelsPerMetre), repeats: false, texels: texels)
        grain = Self.grain(seed: seed)
    }

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        let margin = Float(Self.margin)
        TextureSampler.with(colours, footprint: run.footprint) { colours in
            TextureSampler.with(grain, footprint: run.footprint) { grain in
                run.forEach { i, u, v in
                    row[i] = colours.colour(u + margin, v + margin) * grain.colour(u, v)
                }
            }
        }
    }

    private static func albedo(at place: Point, turf: Turf, plan: PitchPlan, noise: ValueNoise) -> Colour {
        let (x, y) = (Float(place.x), Float(place.y))
        let outside = max(-place.x, place.x - plan.length, -place.y, place.y - plan.width)
        let patches = noise.layered(x * 0.11, y * 0.11, octaves: 4)
        if outside > 4.4 {
            return Colour(0.30, 0.32, 0.31, 1).lit(by: 1 + 0.12 * patches)
        }
        var shade = turf.shade(at: place, plan: plan)
        if outside > 0.5 { shade = 0.6 }
        let grass = turf.light.mixed(with: turf.dark, shade).lit(by: 1 + 0.10 * patches)
        let dry = max(0, noise.layered(x * 0.05 + 20, y * 0.05, octaves: 3)) * 0.25 * (0.3 + turf.wear)
        let soil = turf.soil(at: place, plan: plan, noise: noise.layered(x * 0.7, y * 0.7, octaves: 3))
        return grass.mixed(with: Colour(0.52, 0.52, 0.26, 1), dry).mixed(with: Colour(0.46, 0.38, 0.24, 1), soil * 0.8)
    }

    /// Returns a tile of 16 x 16 metres, fine enough for a camera behind the goal.
    private static func grain(seed: UInt64) -> Texture {
        var random = RandomSource(seed: seed, stream: 12)
        let size = 256
        var texels = [Colour]()
        texels.reserveCapacity(size * size)
        for _ in 0..<size * size {
            let level = Float(1 + 0.075 * random.bell())
            texels.append(Colour(level, level, level * Float(1 + 0.04 * random.bell()), 1))
        }
        return Texture(width: size, height: size, texelsPerMetre: 16, repeats: true, texels: texels)
    }
}

/// The appearance of the grass: its colours, mowing pattern and wear.
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
    /// The width of the stripes, in metres.
    var stripeWidth: Double
    /// The wear, from 0 (fresh) to 1 (worn down to the soil in front of the goals).
    var wear: Float
    /// The brightness of fresh paint, 0 to 1, and the share of it that has worn off.
    var paint: Float
    var paintWear: Float

    /// Returns the shade at a point, from 0 (light) to 1 (dark).
    func shade(at place: Point, plan: PitchPlan) -> Float {
        func wave(_ distance: Double) -> Float {
            let phase = distance / stripeWidth
            let t = phase - 2 * (phase / 2).rounded(.down)
            // A narrow transition between the stripes, because blades lean over the edge.
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

    /// Returns how much soil shows, 0 to 1: in front of the goals and in the centre circle.
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
