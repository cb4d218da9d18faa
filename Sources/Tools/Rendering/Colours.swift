import Geometry
public import Media
import Observations

/// A colour on screen: gamma-encoded red, green and blue, 0 to 255.
public struct RGBColour: Hashable, Sendable {
    /// The red channel, 0 to 255.
    public var red: UInt8
    /// The green channel, 0 to 255.
    public var green: UInt8
    /// The blue channel, 0 to 255.
    public var blue: UInt8

    /// Creates a colour from its channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Creates a colour from `0xRRGGBB`.
    public init(hex: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
            blue: UInt8(truncatingIfNeeded: hex))
    }

    static let black = RGBColour(hex: 0x000000)
    /// White.
    public static let white = RGBColour(hex: 0xFFFFFF)

    /// The perceived brightness, 0 to 1: BT.709 luma.
    public var luma: Double {
        (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }

    /// Black or white, whichever is readable on this colour.
    public var readableInk: RGBColour { luma > 0.62 ? .black : .white }
}

/// A colour as the three samples of a YUV picture, 8 bits each.
public struct SampleColour: Hashable, Sendable {
    /// Luma.
    public var y: UInt8
    /// Blue-difference chroma.
    public var u: UInt8
    /// Red-difference chroma.
    public var v: UInt8

    /// Creates a colour from its samples.
    public init(y: UInt8, u: UInt8, v: UInt8) {
        self.y = y
        self.u = u
        self.v = v
    }

    /// Creates the samples of a colour in a picture with a given colour description, rounded to the nearest integer.
    public init(_ colour: RGBColour, in description: ColourDescription) {
        let matrix = SampleMatrix(description)
        let (y, u, v) = matrix.samples(
            red: Float(colour.red) / 255, green: Float(colour.green) / 255, blue: Float(colour.blue) / 255)
        func clamped(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }
        self.init(y: clamped(y), u: clamped(u), v: clamped(v))
    }
}

/// The conversion from RGB to YUV samples for a colour matrix and range.
///
/// Luma is `kr R + kg G + kb B`. The chroma samples are the scaled differences of blue and red from luma (ITU-R BT.601,
/// BT.709 and BT.2020 with non-constant luminance).
public struct SampleMatrix: Sendable {
    /// The contributions of red, green, blue and 1 to Y. A sample is `offset + dot(row, RGB)`, with RGB from 0 to 1.
    public let yRow: SIMD4<Float>
    /// The contributions of red, green, blue and 1 to U.
    public let uRow: SIMD4<Float>
    /// The contributions of red, green, blue and 1 to V.
    public let vRow: SIMD4<Float>
    /// The luma sample of black.
    public let yOffset: Float
    /// The chroma sample of grey.
    public let chromaOffset: Float = 128

    /// Creates the conversion for a picture's colour description.
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

    /// Returns the samples of a colour with channels from 0 to 1, without rounding or clamping.
    @inlinable
    public func samples(red: Float, green: Float, blue: Float) -> (y: Float, u: Float, v: Float) {
        (
            yOffset + yRow.x * red + yRow.y * green + yRow.z * blue,
            chromaOffset + uRow.x * red + uRow.y * green + uRow.z * blue,
            chromaOffset + vRow.x * red + vRow.y * green + vRow.z * blue
        )
    }
}

/// The colours of annotations, chosen to differ from grass, from paint and from each other.
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

    /// Returns the colour of an object, which depends on its class and, for players, on the team.
    static func colour(of object: AnnotatedObject) -> RGBColour {
        if object.objectClass == .player, let team = object.team, teams.indices.contains(team) { return teams[team] }
        return colour(of: object.objectClass)
    }

    /// Returns the colour of an object's team, or `nil` if it has none.
    static func teamColour(of object: AnnotatedObject) -> RGBColour? {
        object.team.flatMap { teams.indices.contains($0) ? teams[$0] : nil }
    }
}
