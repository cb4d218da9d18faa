/// A linker of tracklets of the same person over a whole shot.
///
/// Each end can be linked with one later start, and an assignment gives the most likely set of links. Passes over
/// increasing gaps make the reliable links first, which gives the next pass better ends.
struct TrackletLinker {
    let model: WalkModel
    /// The standard deviation of a position, in heights of the person. It exceeds the boxes' jitter because the
    /// camera's path drifts.
    let noise: Double
    /// The greatest `WalkState.negativeLogLikelihood`, summed over both axes, of a link.
    let limit: Double

    /// The mean number of tracklets that start in one frame above which the shot shows a crowd. Only starts near an end
    /// are then tried.
    private static let crowd = 50

    /// Returns the linked tracklets.
    ///
    /// - Parameters:
    ///   - gaps: the greatest number of frames from an end to a start, for each pass.
    ///   - checkTime: called for every tracklet. An error that it throws ends the work.
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

    /// Returns the first position of a range from which `isThere` is true, by bisection.
    private static func first(in range: Range<Int>, where isThere: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isThere(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
