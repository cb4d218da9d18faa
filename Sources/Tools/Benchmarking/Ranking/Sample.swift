/// Repetitions of one measurement.
public struct Sample: Hashable, Sendable {
    /// Ascending.
    public let values: [Double]

    public init(_ values: [Double]) {
        self.values = values.sorted()
    }

    /// The middle value, or the mean of the two in the middle; not a number without values.
    public var median: Double {
        guard !values.isEmpty else { return .nan }
        let middle = values.count / 2
        return values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
    }

    public var least: Double { values.first ?? .nan }
    public var greatest: Double { values.last ?? .nan }

    /// From the least to the greatest, as a share of the median; not a number for fewer than two values.
    public var spread: Double { values.count > 1 ? (greatest - least) / median : .nan }
}
