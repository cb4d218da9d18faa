extension ShotFinder {
    /// The times from the middle of a dissolve to its assumed end, in seconds: for short and for long ones.
    private static let reaches = [0.25, 0.5]
    /// The range of the later shot's share in a picture at the middle of a dissolve.
    private static let balanced = 0.3...0.7
    /// The lowest share of the difference that the mixture must explain, in blocks and in cells.
    private static let coarseFit = 0.85
    private static let fineFit = 0.55
    /// The lowest standard deviation between two shots, in steps of luma.
    private static let leastDeviation = 8.0

    /// Returns the positions of the middles of dissolves.
    ///
    /// At the middle, a picture is a mixture of an earlier and a later one that have nothing in common. The middle of a
    /// pan isn't a mixture of its ends.
    ///
    /// - Parameters:
    ///   - cuts: the positions after cuts. Frames on both sides of a cut aren't compared.
    ///   - isTimeUp: called for every frame. Once it returns `true`, the search ends.
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

    /// Returns how far the mixture at a position is from equal shares; `nil` if there is no mixture.
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

    /// Returns the nearest frames that are at least `seconds` before and after a frame.
    private func ends(around i: Int, seconds: Double) -> (before: Int, after: Int)? {
        let reach = max(Int((seconds * frameRate).rounded()), 1)
        guard let before = frames[..<i].lastIndex(where: { frames[i].index - $0.index >= reach }),
            let after = frames[i...].firstIndex(where: { $0.index - frames[i].index >= reach })
        else { return nil }
        return (before, after)
    }
}
