/// Links tracklets of the same person over a whole shot.
///
/// Every end may be linked with one later start, and the likeliest set of links is an assignment. Passes over longer
/// and longer gaps let what is sure come first: it gives better ends to the next pass.
struct TrackletLinker {
    let model: WalkModel
    /// Deviation of a place, in heights of the person: more than the boxes' jitter, since the camera's path drifts.
    let noise: Double
    /// Links less likely than this (`WalkState.disagreement`, summed over both axes) are never made.
    let limit: Double

    /// - Parameter gaps: the greatest number of frames between an end and a start, for each pass.
    func link(_ tracklets: [Tracklet], gaps: [Int]) -> [Tracklet] {
        gaps.reduce(tracklets) { link($0, longestGap: $1) }
    }

    private func link(_ tracklets: [Tracklet], longestGap: Int) -> [Tracklet] {
        let ends = tracklets.map { TrackletEnds($0, model: model, noise: noise) }
        let order = tracklets.indices.sorted { (ends[$0].firstFrame, $0) < (ends[$1].firstFrame, $1) }
        let starts = order.map { ends[$0].firstFrame }
        var links: [(from: Int, to: Int, cost: Double)] = []
        for (i, end) in ends.enumerated() {
            for position in Self.firstIndex(in: starts, after: end.lastFrame)..<starts.count {
                guard starts[position] - end.lastFrame <= longestGap else { break }
                let cost = end.disagreement(ends[order[position]], model: model)
                if cost < limit { links.append((i, order[position], cost)) }
            }
        }
        return join(tracklets, SparseAssignment(links, limit: limit).pairs)
    }

    private func join(_ tracklets: [Tracklet], _ next: [Int: Int]) -> [Tracklet] {
        let continued = Set(next.values)
        var result: [Tracklet] = []
        for i in tracklets.indices where !continued.contains(i) {
            var tracklet = tracklets[i]
            var current = i
            while let following = next[current] {
                tracklet.sightings += tracklets[following].sightings
                current = following
            }
            result.append(tracklet)
        }
        return result
    }

    /// Bisection in ascending values.
    private static func firstIndex(in values: [Int], after value: Int) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
