extension Homography {
    /// Returns the homography that most points agree with, and the indices of those points.
    ///
    /// Random samples of 4 points (RANSAC; Fischler and Bolles, 1981) are scored by MSAC: each point costs its weight
    /// times its squared error, limited to the threshold. The best sample is refined on its inliers until they no
    /// longer change. If all points agree from the start, no sample is drawn. The generator is seeded, so the same
    /// input gives the same output.
    ///
    /// - Parameters:
    ///   - from: points of the source plane, at least 4.
    ///   - to: the corresponding points of the target plane.
    ///   - threshold: the greatest distance of an inlier, in the unit of the target plane.
    ///   - weights: a weight above 0 for each point; empty = equal weights.
    ///   - maximumIterations: the largest number of samples. The search ends earlier when a better sample has become
    ///     unlikely (0.1 %).
    ///   - seed: determines the samples.
    ///   - isPlausible: returns whether to accept a homography.
    /// - Returns: the homography and its inliers in ascending order; `nil` if no 4 points agree.
    public static func ransac(
        from: [Point], to: [Point], threshold: Double, weights: [Double] = [], maximumIterations: Int = 500,
        seed: UInt64 = 1, isPlausible: (Homography) -> Bool = { _ in true }
    ) -> (homography: Homography, inliers: [Int])? {
        guard from.count >= 4, from.count == to.count, threshold > 0,
            weights.isEmpty || weights.count == from.count
        else { return nil }
        let search = ConsensusSearch(
            from: from, to: to, weights: weights.isEmpty ? [Double](repeating: 1, count: from.count) : weights,
            threshold: threshold)
        var generator = SeededGenerator(seed: seed)
        guard
            let best = search.bestSample(
                iterations: maximumIterations, using: &generator, isPlausible: isPlausible)
        else { return nil }
        return search.settled(best, isPlausible: isPlausible)
    }
}

/// The points of a RANSAC run.
private struct ConsensusSearch {
    let from: [Point]
    let to: [Point]
    let weights: [Double]
    let threshold: Double

    func bestSample(
        iterations: Int, using generator: inout SeededGenerator, isPlausible: (Homography) -> Bool
    ) -> Homography? {
        if let all = Homography(from: from, to: to, weights: weights), isPlausible(all),
            score(all).inliers == from.count
        {
            return all
        }
        let count = from.count
        var best: (homography: Homography, cost: Double)?
        var needed = iterations
        var order = Array(0..<count)
        var iteration = 0
        while iteration < min(needed, iterations) {
            iteration += 1
            for k in 0..<4 { order.swapAt(k, Int.random(in: k..<count, using: &generator)) }
            let sample = order[0..<4]
            guard let homography = Homography(from: sample.map { from[$0] }, to: sample.map { to[$0] }),
                isPlausible(homography)
            else { continue }
            let (cost, inliers) = score(homography)
            guard inliers >= 4, cost < best?.cost ?? .infinity else { continue }
            best = (homography, cost)
            needed = Self.samplesNeeded(inlierShare: Double(inliers) / Double(count), atLeast: count == 4 ? 1 : 20)
        }
        return best?.homography
    }

    /// Refits the homography on its inliers until they no longer change.
    func settled(
        _ start: Homography, isPlausible: (Homography) -> Bool
    ) -> (homography: Homography, inliers: [Int])? {
        var homography = start
        var inliers = inliers(of: homography)
        for _ in 0..<5 {
            let source = inliers.map { from[$0] }
            let target = inliers.map { to[$0] }
            let weight = inliers.map { weights[$0] }
            let fitted = Homography(from: source, to: target, weights: weight) ?? homography
            let refined = fitted.refined(from: source, to: target, weights: weight)
            let refinedInliers = self.inliers(of: refined)
            guard isPlausible(refined), refinedInliers.count >= 4, score(refined).cost <= score(homography).cost
            else { break }
            homography = refined
            if refinedInliers == inliers { break }
            inliers = refinedInliers
        }
        return inliers.count >= 4 ? (homography, inliers) : nil
    }

    private func score(_ homography: Homography) -> (cost: Double, inliers: Int) {
        var cost = 0.0
        var inliers = 0
        for i in from.indices {
            let distance = error(homography, i)
            let share = distance / threshold
            cost += weights[i] * min(1, share * share)
            if distance <= threshold { inliers += 1 }
        }
        return (cost, inliers)
    }

    private func inliers(of homography: Homography) -> [Int] {
        from.indices.filter { error(homography, $0) <= threshold }
    }

    private func error(_ homography: Homography, _ i: Int) -> Double {
        homography.apply(from[i])?.distance(to: to[i]) ?? .infinity
    }

    /// Returns the number of samples after which one of 4 inliers has been drawn with a probability of 99.9 %: (1 -
    /// share^4)^n = 0.001.
    private static func samplesNeeded(inlierShare: Double, atLeast: Int) -> Int {
        let miss = 1 - inlierShare * inlierShare * inlierShare * inlierShare
        guard miss > 0 else { return atLeast }
        var n = 0
        var left = 1.0
        while left > 0.001, n < 10_000 {
            left *= miss
            n += 1
        }
        return max(n, atLeast)
    }
}
