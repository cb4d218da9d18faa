extension KitColour {
    /// The weighted median of each value; at least one colour.
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
