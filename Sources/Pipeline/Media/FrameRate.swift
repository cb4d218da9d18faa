/// Frames per second, as a fraction: 30000/1001 has no end as a decimal.
public struct FrameRate: Hashable, Sendable {
    public var numerator: Int
    public var denominator: Int

    public init(_ numerator: Int, _ denominator: Int = 1) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// What a clip that doesn't tell its frame rate is taken to have.
    public static let assumed = FrameRate(25)

    public var value: Double { Double(numerator) / Double(denominator) }

    /// Whether it is a rate that a clip can have.
    var isValid: Bool { numerator > 0 && denominator > 0 && value <= 1000 }
}

extension FrameRate: CustomStringConvertible {
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
