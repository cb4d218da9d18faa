extension ShotFinder {
    /// Seconds from a dissolve's middle to where it may be over: short ones, and long ones.
    private static let reaches = [0.25, 0.5]
    /// The later shot's share in a picture that is half of each.
    private static let balanced = 0.3...0.7
    /// How much of the way from one picture to the other the mixture explains: coarsely, and in every cell.
    private static let coarseFit = 0.85
    private static let fineFit = 0.55
    /// The least deviation between two shots, in steps of luma.
    private static let leastDeviation = 8.0

    /// The positions of the middles of dissolves.
    ///
    /// There a picture is a mixture of two, one before and one after, that have nothing in common; the middle of a pan
    /// is no mixture of its ends.
    ///
    /// - Parameter cuts: the positions after cuts, over which nothing is compared.
    mutating func dissolves(between cuts: [Int], isTimeUp: () -> Bool) -> [Int] {
        guard !isTimeUp() else { return [] }
        let blocks = frames.map(\.signature.blocks)
        var middles: [Int] = []
        var best: (position: Int, imbalance: Double)?
        for i in frames.indices {
            guard !isTimeUp(), let imbalance = imbalance(at: i, cuts: cuts, blocks: blocks) else {
                if let best { middles.append(best.position) }
                best = nil
                continue
            }
            if best.map({ imbalance < $0.imbalance }) ?? true { best = (i, imbalance) }
        }
        if let best { middles.append(best.position) }
        return middles
    }

    /// How far from half and half the mixture at a position is; nil where there is none.
    private mutating func imbalance(at i: Int, cuts: [Int], blocks: [[Float]]) -> Double? {
        for reach in Self.reaches {
            guard let (before, after) = ends(around: i, seconds: reach),
                !cuts.contains(where: { before < $0 && $0 <= after }),
                let coarse = Mixture(blocks[before], blocks[i], blocks[after]), coarse.deviation > Self.leastDeviation,
                Self.balanced.contains(coarse.share), coarse.fit > Self.coarseFit,
                let fine = Mixture(cells(before), cells(i), cells(after)), fine.fit > Self.fineFit,
                share(before, after) < Self.cutShare
            else { continue }
            return abs(coarse.share - 0.5)
        }
        return nil
    }

    private func cells(_ i: Int) -> [Float] { frames[i].signature.luma.map(Float.init) }

    /// The nearest frames at least so far before and after one.
    private func ends(around i: Int, seconds: Double) -> (before: Int, after: Int)? {
        let reach = max(Int((seconds * frameRate).rounded()), 1)
        guard let before = frames[..<i].lastIndex(where: { frames[i].index - $0.index >= reach }),
            let after = frames[i...].firstIndex(where: { $0.index - frames[i].index >= reach })
        else { return nil }
        return (before, after)
    }
}
