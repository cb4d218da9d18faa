/// Frames per second as a fraction, because rates such as 30000/1001 have no exact decimal.
public struct FrameRate: Hashable, Sendable {
    /// The numerator, in frames.
    public var numerator: Int
    /// The denominator, in seconds.
    public var denominator: Int

    /// Makes a rate of `numerator / denominator` frames per second.
    public init(_ numerator: Int, _ denominator: Int = 1) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The frame rate of a clip that doesn't declare one: 25.
    public static let assumed = FrameRate(25)

    /// The rate in frames per second.
    public var value: Double { Double(numerator) / Double(denominator) }

    /// Whether a clip can have this rate: above 0 and at most 1000.
    var isValid: Bool { numerator > 0 && denominator > 0 && value <= 1000 }
}

extension FrameRate: CustomStringConvertible {
    /// The rate as text, such as `25` or `30000/1001`.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
