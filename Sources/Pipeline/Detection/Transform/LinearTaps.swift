/// The two neighbours along one axis between which each sample of a scaled picture lies, as OpenCV's `INTER_LINEAR`
/// has them: centres aligned, weights in 1 / 2048, no averaging however small the picture becomes.
struct LinearTaps: Hashable, Sendable {
    static let shift: Int32 = 11

    /// The first neighbour, per result; the second is the next one, or the same at the edge.
    let starts: [Int]
    /// The weight of the second neighbour, per result.
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
