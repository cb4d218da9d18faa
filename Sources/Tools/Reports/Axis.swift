/// The axis of a chart: a range of numbers with round tick values.
package struct Axis: Sendable {
    /// The labelled values, ascending.
    package let ticks: [Double]
    private let step: Double

    /// Creates an axis that covers all finite values, with some margin.
    package init(over values: [Double]) {
        let numbers = values.filter(\.isFinite)
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
        let range = max(high - low, 1e-3)
        // 1, 2 or 5 times a power of ten, for four to ten ticks.
        var step = 1e-6
        let factors = [2.0, 2.5, 2.0]
        var next = 0
        while range / step > 8 {
            step *= factors[next % 3]
            next += 1
        }
        self.step = step
        // Values that are never negative get no ticks below 0.
        let first = max((low / step - 0.2).rounded(.down), low >= 0 ? 0 : -.infinity)
        let last = (high / step + 0.2).rounded(.up)
        ticks = (Int(first)...Int(last)).map { Double($0) * step }
    }

    /// Returns the position of a value, 0 at the first tick and 1 at the last.
    package func share(of value: Double) -> Double {
        guard let first = ticks.first, let last = ticks.last, last > first else { return 0 }
        return (value - first) / (last - first)
    }

    /// Returns a tick as text, with as many decimals as the step needs.
    package func label(_ tick: Double) -> String {
        let decimals = (0...6).first { decimals in
            let scaled = (0..<decimals).reduce(step) { value, _ in value * 10 }
            return abs(scaled - scaled.rounded()) < 1e-6
        }
        return tick.text(decimals: decimals ?? 6)
    }
}
