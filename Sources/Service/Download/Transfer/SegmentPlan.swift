/// A set of byte offsets, stored as sorted ranges that neither overlap nor touch.
struct ByteRanges: Hashable, Sendable {
    private(set) var ranges: [Range<Int64>] = []

    /// The number of offsets in the set.
    private(set) var count: Int64 = 0

    mutating func insert(_ range: Range<Int64>) {
        guard !range.isEmpty else { return }
        // Ranges that overlap or touch the new one are merged with it.
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

    /// Returns the end of the range that contains `offset`, or `offset` itself if it is not in the set.
    func end(of offset: Int64) -> Int64 {
        let place = firstIndex(endingAtOrAfter: offset)
        for range in ranges[place...].prefix(2) where range.contains(offset) { return range.upperBound }
        return offset
    }

    /// Returns the first range within `bounds` that is not in the set.
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

/// Chooses the next part of a file to fetch: what the reader needs first, and nothing twice.
struct SegmentPlan: Sendable {
    let size: Int64
    let lengths: ClosedRange<Int64>
    /// The offsets that have arrived or are being fetched.
    private var taken = ByteRanges()

    init(size: Int64, lengths: ClosedRange<Int64>) {
        self.size = size
        self.lengths = lengths
    }

    /// Returns whether no request is fetching the byte at `offset`.
    func isOpen(_ offset: Int64) -> Bool { offset < size && taken.end(of: offset) == offset }

    mutating func take(_ range: Range<Int64>) { taken.insert(range.clamped(to: 0..<size)) }

    /// Returns the next part at or after `position`, or else before it; `nil` if no part is left.
    mutating func next(from position: Int64) -> Range<Int64>? {
        let position = min(max(0, position), size)
        guard
            let gap = taken.firstGap(within: position..<size) ?? taken.firstGap(within: 0..<position)
        else { return nil }
        // The length of a part is a quarter of its distance from the reader, within limits.
        let ahead = max(0, gap.lowerBound - position)
        let length = min(max(ahead / 4, lengths.lowerBound), lengths.upperBound)
        let part = gap.lowerBound..<min(gap.upperBound, gap.lowerBound + length)
        taken.insert(part)
        return part
    }
}
