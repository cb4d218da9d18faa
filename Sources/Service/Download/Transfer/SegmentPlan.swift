/// A set of byte offsets, kept as ranges in order that neither overlap nor touch.
struct ByteRanges: Hashable, Sendable {
    private(set) var ranges: [Range<Int64>] = []

    /// How many offsets are in it.
    private(set) var count: Int64 = 0

    mutating func insert(_ range: Range<Int64>) {
        guard !range.isEmpty else { return }
        // What overlaps or touches becomes one with it.
        let first = firstIndex(endingAtOrAfter: range.lowerBound)
        var last = first
        var merged = range
        while last < ranges.count, ranges[last].lowerBound <= range.upperBound {
            merged = min(merged.lowerBound, ranges[last].lowerBound)..<max(merged.upperBound, ranges[last].upperBound)
            count -= ranges[last].upperBound - ranges[last].lowerBound
            last += 1
        }
        ranges.replaceSubrange(first..<last, with: [merged])
        count += merged.upperBound - merged.lowerBound
    }

    /// Where the run of offsets ends that `offset` is in; `offset` itself where it isn't in the set.
    func end(of offset: Int64) -> Int64 {
        let place = firstIndex(endingAtOrAfter: offset)
        for range in ranges[place...].prefix(2) where range.contains(offset) { return range.upperBound }
        return offset
    }

    /// The first run of offsets within `bounds` that isn't in the set.
    func firstGap(within bounds: Range<Int64>) -> Range<Int64>? {
        let start = end(of: bounds.lowerBound)
        guard start < bounds.upperBound else { return nil }
        let next = ranges[firstIndex(endingAtOrAfter: start)...].first { $0.lowerBound > start }
        return start..<min(bounds.upperBound, next?.lowerBound ?? bounds.upperBound)
    }

    private func firstIndex(endingAtOrAfter offset: Int64) -> Int {
        var low = 0, high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Which part of a file is asked for next: what the reader needs first, nothing twice.
struct SegmentPlan: Sendable {
    let size: Int64
    let lengths: ClosedRange<Int64>
    /// Given out: arrived or on the way.
    private var taken = ByteRanges()

    init(size: Int64, lengths: ClosedRange<Int64>) {
        self.size = size
        self.lengths = lengths
    }

    /// Whether the byte at `offset` is still nobody's task.
    func isOpen(_ offset: Int64) -> Bool { offset < size && taken.end(of: offset) == offset }

    mutating func take(_ range: Range<Int64>) { taken.insert(range.clamped(to: 0..<size)) }

    /// The next part at or after `position`, or else before it; nil once all is given out.
    mutating func next(from position: Int64) -> Range<Int64>? {
        let position = min(max(0, position), size)
        guard
            let gap = taken.firstGap(within: position..<size) ?? taken.firstGap(within: 0..<position)
        else { return nil }
        // A part is a quarter as long as its way ahead of the reader.
        let ahead = max(0, gap.lowerBound - position)
        let length = min(max(ahead / 4, lengths.lowerBound), lengths.upperBound)
        let part = gap.lowerBound..<min(gap.upperBound, gap.lowerBound + length)
        taken.insert(part)
        return part
    }
}
