/// A colour as a screen shows it: gamma-encoded red, green and blue, 0 to 255.
public struct RGBColour: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

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

    public static let black = RGBColour(hex: 0x000000)
    public static let white = RGBColour(hex: 0xFFFFFF)

    /// How bright the colour looks, 0 to 1: BT.709 luma.
    public var luma: Double {
        (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }

    /// Black or white, whichever can be read on this colour.
    public var readableInk: RGBColour { luma > 0.62 ? .black : .white }
}
