/// Links tracklets of the same person over a whole shot.
///
/// Every end may be linked with one later start, and the likeliest set of links is an assignment. Passes over longer
/// and longer gaps let what is sure come first: it gives better ends to the next pass.
struct TrackletLinker {
    let model: WalkModel
    /// Deviation of a place, in heights of the person: more than the boxes' jitter, since the camera's path drifts.
    let noise: Double
    /// Links less likely than this (`WalkState.negativeLogLikelihood`, summed over both axes) are never made.
    let limit: Double

    /// So many tracklets start in a frame, on average, where a crowd is seen: then only starts near an end are tried.
    private static let crowd = 50

    /// - Parameters:
    ///   - gaps: the greatest number of frames between an end and a start, for each pass.
    ///   - checkTime: called for every tracklet; what it throws ends the work.
    func link(_ tracklets: [Tracklet], gaps: [Int], checkTime: () throws -> Void) rethrows -> [Tracklet] {
        try gaps.reduce(tracklets) { try link($0, longestGap: $1, checkTime: checkTime) }
    }

    private func link(
        _ tracklets: [Tracklet], longestGap: Int, checkTime: () throws -> Void
    ) rethrows -> [Tracklet] {
        let ends = tracklets.map { TrackletEnds($0, model: model, noise: noise) }
        let isCrowd = tracklets.count > Self.crowd * Set(ends.map(\.firstFrame)).count
        let order = tracklets.indices.sorted {
            let (a, b) = (ends[$0], ends[$1])
            guard isCrowd else { return (a.firstFrame, $0) < (b.firstFrame, $1) }
            return (a.firstFrame, a.startX, $0) < (b.firstFrame, b.startX, $1)
        }
        let starts = order.map { ends[$0].firstFrame }
        var links: [(from: Int, to: Int, cost: Double)] = []
        for (i, end) in ends.enumerated() {
            try checkTime()
            var position = Self.first(in: 0..<starts.count) { starts[$0] > end.lastFrame }
            while position < starts.count, starts[position] - end.lastFrame <= longestGap {
                var candidates = position..<position + 1
                position += 1
                if isCrowd {
                    let frame = starts[candidates.lowerBound]
                    position = Self.first(in: candidates.lowerBound..<starts.count) { starts[$0] > frame }
                    let reach = end.reach(frames: frame - end.lastFrame)
                    candidates = candidates.lowerBound..<position
                    let left = Self.first(in: candidates) { ends[order[$0]].startX >= end.endX - reach }
                    candidates = left..<Self.first(in: left..<position) { ends[order[$0]].startX > end.endX + reach }
                }
                for start in candidates.map({ order[$0] }) {
                    let cost = end.negativeLogLikelihood(ends[start], model: model)
                    if cost < limit { links.append((i, start, cost)) }
                }
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

    /// Bisection: the first place of a range from which on `isThere` holds.
    private static func first(in range: Range<Int>, where isThere: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isThere(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
