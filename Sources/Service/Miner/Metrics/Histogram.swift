/// A cumulative histogram: how many values were at most each bound.
struct Histogram: Sendable {
    let bounds: [Double]
    private(set) var counts: [Int]
    private(set) var sum = 0.0
    private(set) var count = 0

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = [Int](repeating: 0, count: bounds.count)
    }

    /// Durations in seconds. The emission tiers of the subnet end at 2, 5 and 10 s.
    static let seconds = Histogram(
        bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60])
    /// Rates in frames per second.
    static let rates = Histogram(bounds: [5, 10, 25, 50, 75, 100, 150, 200, 300, 500, 1000])
    /// Shares from 0 to 1.
    static let shares = Histogram(bounds: [0.1, 0.25, 0.5, 0.75, 0.9, 1])

    /// Adds a value. Ignores infinities and NaN.
    mutating func observe(_ value: Double) {
        guard value.isFinite else { return }
        for index in bounds.indices where value <= bounds[index] { counts[index] += 1 }
        sum += value
        count += 1
    }
}
