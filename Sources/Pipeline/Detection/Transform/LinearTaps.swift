/// The two source samples along one axis that each sample of a scaled picture interpolates between, as in OpenCV's
/// `INTER_LINEAR`.
///
/// Centres are aligned, weights are in units of 1 / 2048, and nothing is averaged, however small the result is.
struct LinearTaps: Hashable, Sendable {
    static let shift: Int32 = 11

    /// The first neighbour of each result. The second is the next sample, or the same one at the edge.
    let starts: [Int]
    /// The weight of the second neighbour, for each result.
    let weights: [Int32]

    init(from source: Int, to result: Int, scale: Double) {
        let unit = Double(1 << Self.shift)
        let last = max(source - 2, 0)
        let positions = (0..<result).map { min(max((Double($0) + 0.5) * scale - 0.5, 0), Double(source - 1)) }
        let starts = positions.map { min(Int($0), last) }
        self.starts = starts
        weights = zip(positions, starts).map { position, start in
            source > 1 ? Int32(((position - Double(start)) * unit).rounded()) : 0
        }
    }
}
