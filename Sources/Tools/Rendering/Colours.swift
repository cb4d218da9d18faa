import Geometry
public import Media
import Observations

/// A colour as a screen shows it: gamma-encoded red, green and blue, 0 to 255.
public struct RGBColour: Hashable, Sendable {
    /// 0 to 255.
    public var red: UInt8
    /// 0 to 255.
    public var green: UInt8
    /// 0 to 255.
    public var blue: UInt8

    /// Makes a colour from its channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// From `0xRRGGBB`.
    public init(hex: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
            blue: UInt8(truncatingIfNeeded: hex))
    }

    static let black = RGBColour(hex: 0x000000)
    /// White.
    public static let white = RGBColour(hex: 0xFFFFFF)

    /// How bright the colour looks, 0 to 1: BT.709 luma.
    public var luma: Double {
        (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }

    /// Black or white, whichever can be read on this colour.
    public var readableInk: RGBColour { luma > 0.62 ? .black : .white }
}

/// A colour as the three samples of a YUV picture.
public struct SampleColour: Hashable, Sendable {
    /// Luma.
    public var y: UInt8
    /// Blue-difference chroma.
    public var u: UInt8
    /// Red-difference chroma.
    public var v: UInt8

    /// Makes a colour from its samples.
    public init(y: UInt8, u: UInt8, v: UInt8) {
        self.y = y
        self.u = u
        self.v = v
    }

    /// The samples that show `colour` in a picture of this description, rounded to the nearest.
    public init(_ colour: RGBColour, in description: ColourDescription) {
        let matrix = SampleMatrix(description)
        let (y, u, v) = matrix.samples(
            red: Float(colour.red) / 255, green: Float(colour.green) / 255, blue: Float(colour.blue) / 255)
        func clamped(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
        self.init(y: clamped(y), u: clamped(u), v: clamped(v))
    }
}

/// RGB to YUV samples for one colour matrix and range.
///
/// Luma is `kr R + kg G + kb B`; the chroma are the scaled differences of blue and red from it (ITU-R BT.601, BT.709 and
/// BT.2020, non-constant luminance).
public struct SampleMatrix: Sendable {
    /// Sample = `offset + dot(row, RGB)`, for RGB from 0 to 1.
    public let yRow: SIMD4<Float>
    /// What red, green, blue and 1 add to U.
    public let uRow: SIMD4<Float>
    /// What red, green, blue and 1 add to V.
    public let vRow: SIMD4<Float>
    /// The luma of black.
    public let yOffset: Float
    /// The chroma of grey.
    public let chromaOffset: Float = 128

    /// Makes the matrix of a picture's colour description.
    public init(_ description: ColourDescription) {
        let (kr, kb): (Float, Float) =
            switch description.matrix {
            case .bt601: (0.299, 0.114)
            case .bt709: (0.2126, 0.0722)
            case .bt2020: (0.2627, 0.0593)
            }
        let kg = 1 - kr - kb
        let luma: Float = description.range == .limited ? 219 : 255
        let chroma: Float = description.range == .limited ? 224 : 255
        let cb = chroma / (2 * (1 - kb))
        let cr = chroma / (2 * (1 - kr))
        yRow = SIMD4(kr, kg, kb, 0) * luma
        uRow = SIMD4(-kr, -kg, 1 - kb, 0) * cb
        vRow = SIMD4(1 - kr, -kg, -kb, 0) * cr
        yOffset = description.range == .limited ? 16 : 0
    }

    /// The samples of a colour whose components run from 0 to 1; not rounded, not clamped.
    @inlinable
    public func samples(red: Float, green: Float, blue: Float) -> (y: Float, u: Float, v: Float) {
        (
            yOffset + yRow.x * red + yRow.y * green + yRow.z * blue,
            chromaOffset + uRow.x * red + uRow.y * green + uRow.z * blue,
            chromaOffset + vRow.x * red + vRow.y * green + vRow.z * blue
        )
    }
}

/// The colours of what is drawn: far from grass, from paint, and from each other.
enum Palette {
    static let ball = RGBColour(hex: 0xFF2FD0)
    static let goalkeeper = RGBColour(hex: 0xFF9A1F)
    static let referee = RGBColour(hex: 0xFFE93B)
    static let player = RGBColour(hex: 0x3A9BFF)
    static let teams = [RGBColour(hex: 0x3A9BFF), RGBColour(hex: 0xFF4038)]

    static let pitchLine = RGBColour(hex: 0x35F2FF)
    static let keypoint = RGBColour(hex: 0xFFFFFF)
    static let panel = RGBColour(hex: 0x0B1512)
    static let radarGrass = RGBColour(hex: 0x1B5A34)
    static let radarLine = RGBColour(hex: 0xD8E8DC)

    static func colour(of objectClass: ObjectClass) -> RGBColour {
        switch objectClass {
        case .ball: ball
        case .goalkeeper: goalkeeper
        case .player: player
        case .referee: referee
        }
    }

    /// The class decides, and among players the team.
    static func colour(of object: AnnotatedObject) -> RGBColour {
        if object.objectClass == .player, let team = object.team, teams.indices.contains(team) { return teams[team] }
        return colour(of: object.objectClass)
    }

    /// The team's colour; nil for who has none.
    static func teamColour(of object: AnnotatedObject) -> RGBColour? {
        object.team.flatMap { teams.indices.contains($0) ? teams[$0] : nil }
    }
}
