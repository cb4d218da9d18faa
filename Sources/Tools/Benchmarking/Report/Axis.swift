import Evaluation

/// A range of numbers with round ticks.
struct Axis {
    let ticks: [Double]
    private let step: Double

    /// Over all of the values that are numbers, with a little room.
    init(over values: [Double]) {
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
        // What can't be below 0 gets no ticks there.
        let first = max((low / step - 0.2).rounded(.down), low >= 0 ? 0 : -.infinity)
        let last = (high / step + 0.2).rounded(.up)
        ticks = (Int(first)...Int(last)).map { Double($0) * step }
    }

    /// A value's place, 0 at the first tick and 1 at the last.
    func share(of value: Double) -> Double {
        guard let first = ticks.first, let last = ticks.last, last > first else { return 0 }
        return (value - first) / (last - first)
    }

    /// With as many decimals as the step needs.
    func label(_ tick: Double) -> String {
        let decimals = (0...6).first { decimals in
            let scaled = (0..<decimals).reduce(step) { value, _ in value * 10 }
            return abs(scaled - scaled.rounded()) < 1e-6
        }
        return tick.text(decimals: decimals ?? 6)
    }
}
