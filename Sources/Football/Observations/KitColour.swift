/// The colour of a person's shirt in one frame, independent of the light.
///
/// Each value is relative to the brightness of the grass next to the person, so that sun, shade and exposure cancel
/// out.
public struct KitColour: Hashable, Sendable {
    // 32 bits, because there is a colour for each person in each frame. Three digits would be enough.
    private let storedLuma: Float
    private let storedBlue: Float
    private let storedRed: Float

    /// Makes a colour from values relative to the brightness of grass.
    public init(luma: Double, blue: Double, red: Double) {
        (storedLuma, storedBlue, storedRed) = (Float(luma), Float(blue), Float(red))
    }

    /// The luma; 1 is as bright as grass, 0 is black.
    public var luma: Double { Double(storedLuma) }
    /// The blue difference, Cb; 0 is neutral.
    public var blue: Double { Double(storedBlue) }
    /// The red difference, Cr; 0 is neutral.
    public var red: Double { Double(storedRed) }

    /// The weight of luma in distances. It is low because folds and shadows change a shirt's brightness more than its
    /// hue.
    private static let lumaWeight = 0.5

    /// Returns how different two shirts look: about 1 for black and white, or red and blue.
    public func distance(to other: KitColour) -> Double {
        let (l, b, r) = ((luma - other.luma) * Self.lumaWeight, blue - other.blue, red - other.red)
        return (l * l + b * b + r * r).squareRoot()
    }

    /// Returns the colour at the share `t`, 0 to 1, of the way from this colour to another.
    public func interpolated(to other: KitColour, at t: Double) -> KitColour {
        KitColour(
            luma: luma + (other.luma - luma) * t, blue: blue + (other.blue - blue) * t, red: red + (other.red - red) * t
        )
    }
}

extension KitColour {
    /// Returns the weighted median of each value. There must be at least one colour.
    public static func median(of colours: [(colour: KitColour, weight: Double)]) -> KitColour {
        func median(_ value: (KitColour) -> Double) -> Double {
            let sorted = colours.map { (value: value($0.colour), weight: $0.weight) }.sorted { $0.value < $1.value }
            var rest = sorted.reduce(0) { $0 + $1.weight } / 2
            for item in sorted {
                rest -= item.weight
                if rest <= 0 { return item.value }
            }
            return sorted[sorted.count - 1].value
        }
        return KitColour(luma: median(\.luma), blue: median(\.blue), red: median(\.red))
    }
}
