public import Media

/// A colour as the three samples of a YUV picture.
public struct SampleColour: Hashable, Sendable {
    public var y: UInt8
    public var u: UInt8
    public var v: UInt8

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
