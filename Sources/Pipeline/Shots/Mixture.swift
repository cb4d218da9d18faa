/// The explanation of a picture as a mixture of two others.
struct Mixture: Sendable {
    /// The share of the second picture.
    let share: Double
    /// The share of the difference between the first and the mixed picture that the mixture explains, 0 to 1.
    let fit: Double
    /// The standard deviation between the two pictures, in their unit.
    let deviation: Double

    /// Fits a mixture. All three arrays have the same number of values. Returns `nil` if the first equals one of the
    /// others.
    init?(_ first: [Float], _ mixed: [Float], _ second: [Float]) {
        var (whole, part, way): (Float, Float, Float) = (0, 0, 0)
        for i in first.indices {
            let (d, m) = (second[i] - first[i], mixed[i] - first[i])
            whole += d * d
            part += d * m
            way += m * m
        }
        guard whole > 0, way > 0 else { return nil }
        share = Double(part / whole)
        fit = Double(part * part / (whole * way))
        deviation = Double((whole / Float(first.count)).squareRoot())
    }
}

extension FrameSignature {
    /// The luma in blocks of 4 x 4 cells, coarse enough for a picture that moves while it fades.
    var blocks: [Float] {
        let size = 4
        var blocks = [Float](repeating: 0, count: Self.columns / size * (Self.rows / size))
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                blocks[row / size * (Self.columns / size) + column / size] += Float(luma[row * Self.columns + column])
            }
        }
        return blocks.map { $0 / Float(size * size) }
    }
}
