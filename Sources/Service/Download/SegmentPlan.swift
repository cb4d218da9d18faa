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
