import Geometry
import Pitch

/// The properties of a scene that stay constant during a clip.
struct SceneStyle: Sendable {
    var plan: PitchPlan
    var station: CameraStation
    var turf: Turf
    var lighting: Lighting
    var wardrobe: Wardrobe
    var stands: StandStyle
    /// The defects of the picture.
    var optics: Optics
    /// The score and clock, or `nil` if they are not shown.
    var overlay: ScoreOverlay?
    /// The number of coaches and others off the pitch, who are not part of the truth.
    var bystanders: Int
    var seed: UInt64
}

/// The appearance of the stands and the boards.
struct StandStyle: Hashable, Sendable {
    /// The attendance, from 0 (empty) to 1 (full).
    var attendance: Double
    var seats: Colour
    var roof: Colour
    /// Whether all boards have the same colour.
    var uniformBoards: Bool
    /// The light on the crowd and on the boards.
    var crowdLight: Colour
    var boardLight: Colour
    /// Whether there is a second tier above the first.
    var upperTier: Bool
}

/// The effects of lens, sensor and processing on the picture.
struct Optics: Hashable, Sendable {
    /// The deviation of the blur, in pixels at a height of 720.
    var defocus: Double
    /// The share of a frame's time that the shutter is open, 0 to 1, which determines motion blur.
    var shutter: Double
    /// The deviation of the luma noise, on a scale of 255.
    var noise: Double
    /// The radial distortion: the share of its distance from the middle by which a point in the corner moves outwards.
    var distortion: Double
    /// The share of its size at which the picture is taken before it is enlarged, 0.3 to 1.
    var resolution: Double
    /// Factors for brightness, contrast and saturation; 1 changes nothing.
    var exposure: Float
    var contrast: Float
    var saturation: Float
    /// The darkening of the corners, 0 to 1.
    var vignette: Float
}

extension SceneStyle {
    /// Creates a random scene within `range`. The same seed gives the same scene.
    init(_ range: DomainRandomisation, seed: UInt64) {
        var random = RandomSource(seed: seed, stream: 3)
        let plan = random.chance(range.regulationPitchShare) ? PitchPlan.regulation : .template
        self.plan = plan
        station = Self.station(range, plan, &random)
        lighting = Self.lighting(range, plan, &random)
        turf = Self.turf(range, &random)
        wardrobe = Wardrobe(random: &random)
        let floodlit = lighting.lamps.count > 1
        let seats: [UInt32] = [0x2A3A5E, 0x8A1F24, 0x3A4048, 0xC05A24, 0x1F5B3A, 0x8A8F96]
        stands = StandStyle(
            attendance: random.uniform(range.attendance), seats: Colour(hex: random.pick(seats)),
            roof: Colour(grey: Float(random.uniform(0.06...0.16))), uniformBoards: random.chance(0.4),
            crowdLight: Colour(grey: Float(floodlit ? random.uniform(0.55...0.8) : random.uniform(0.75...1.0))),
            boardLight: Colour(grey: Float(random.uniform(0.78...1))), upperTier: random.chance(0.8))
        optics = Optics(
            defocus: random.uniform(range.defocus), shutter: random.uniform(0.25...0.5),
            noise: random.uniform(range.noise), distortion: random.uniform(range.lensDistortion),
            resolution: random.chance(range.lowResolutionShare) ? random.uniform(0.4...0.8) : 1,
            exposure: Float(random.uniform(range.brightness)), contrast: Float(random.uniform(range.contrast)),
            saturation: Float(random.uniform(range.saturation)), vignette: Float(random.uniform(0...0.18)))
        overlay = random.chance(range.overlayShare) ? ScoreOverlay(wardrobe: wardrobe, random: &random) : nil
        let span = range.bystanders
        bystanders = span.lowerBound + random.index(below: span.count)
        self.seed = seed
    }

    private static func station(
        _ range: DomainRandomisation, _ plan: PitchPlan, _ random: inout RandomSource
    ) -> CameraStation {
        let height = random.uniform(range.cameraHeight)
        let distance = random.uniform(range.cameraDistance)
        let offset = random.uniform(range.cameraOffset)
        // A camera twice as far away has twice the zoom.
        let zoom = random.uniform(range.zoom) * distance / 75
        let roll = random.uniform(range.roll)
        if random.chance(range.behindGoalShare) {
            let x = random.chance(0.5) ? -random.uniform(14...34) : plan.length + random.uniform(14...34)
            return CameraStation(
                position: Vector(x, plan.middle.y + offset, height), zoom: random.uniform(0.9...1.6), roll: roll)
        }
        let level = (distance * distance - height * height).squareRoot()
        return CameraStation(
            position: Vector(plan.middle.x + offset, plan.middle.y + level, height), zoom: zoom, roll: roll)
    }

    private static func lighting(
        _ range: DomainRandomisation, _ plan: PitchPlan, _ random: inout RandomSource
    ) -> Lighting {
        func lamp(_ turn: Double, _ slope: Double, _ share: Float) -> Lighting.Lamp {
            let direction = Vector(Trigonometry.cos(turn), Trigonometry.sin(turn), slope).normalised
            return Lighting.Lamp(direction: direction, share: share)
        }
        if random.chance(range.sunShare) {
            let turn = random.uniform(0...6.28)
            var shade: StandShade?
            if random.chance(range.crossShadeShare) {
                let normal = Point(random.uniform(-0.25...0.25), random.chance(0.8) ? 1 : -1)
                let length = normal.distance(to: .zero)
                let unit = normal * (1 / length)
                let middle = plan.middle.x * unit.x + plan.middle.y * unit.y
                shade = StandShade(
                    normal: unit, offset: middle + random.uniform(-24...22), tooth: random.uniform(8...30),
                    depth: random.chance(0.5) ? random.uniform(1...9) : 0)
            }
            return Lighting(
                lamps: [lamp(turn, random.uniform(0.45...1.3), 0.5)], ambient: Colour(0.52, 0.56, 0.62, 0),
                direct: Colour(0.50, 0.47, 0.38, 0), shade: shade, softness: 0.06)
        }
        if random.chance(range.floodlightShare) {
            let start = random.uniform(0.5...1.0)
            let lamps = (0..<4).map { lamp(start + Double($0) * 1.5708, random.uniform(0.4...0.6), 0.13) }
            return Lighting(
                lamps: lamps, ambient: Colour(0.50, 0.51, 0.53, 0), direct: Colour(0.49, 0.49, 0.48, 0), shade: nil,
                softness: 0.12)
        }
        return Lighting(
            lamps: [lamp(0, 6, 0.3)], ambient: Colour(0.80, 0.82, 0.85, 0), direct: Colour(0.17, 0.17, 0.17, 0),
            shade: nil, softness: 0.5)
    }

    private static func turf(_ range: DomainRandomisation, _ random: inout RandomSource) -> Turf {
        let stray = Float(range.grassVariety)
        func vary(_ value: Float, by reach: Float) -> Float { value + Float(random.uniform(-1...1)) * reach * stray }
        let light = Colour(vary(0.40, by: 0.10), vary(0.575, by: 0.10), vary(0.235, by: 0.09), 1)
        let difference = Float(random.uniform(0.80...0.92))
        let mowing = random.chance(range.unusualMowingShare) ? random.pick(Turf.Mowing.allCases) : .across
        return Turf(
            light: light, dark: light.lit(by: difference), mowing: mowing,
            stripeWidth: random.uniform(range.stripeWidth), wear: Float(random.uniform(range.wear)),
            paint: Float(random.uniform(0.86...0.96)), paintWear: Float(random.uniform(range.lineWear)))
    }
}
