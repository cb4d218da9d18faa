/// Gathers sequences of tracks beside the truth; `summary` gives HOTA, CLEAR and identity figures.
///
/// Figures of several sequences come from the sums of their counts, not from means of their figures.
public struct TrackingScore: Sendable {
    private var hota = HOTACounts()
    private var clear = CLEARCounts()
    private var identity = IdentityCounts()
    private var sequences: [TrackingSummary.Sequence] = []

    public init() {}

    /// - Throws: `EvaluationError` with `duplicateID` where an id stands on two boxes of a frame.
    public mutating func add(_ sequence: TrackingSequence) throws(EvaluationError) {
        let indexed = try IndexedSequence(sequence)
        let counts = (HOTACounts(indexed), CLEARCounts(indexed), IdentityCounts(indexed))
        sequences.append(
            TrackingSummary.Sequence(
                name: sequence.name, frameCount: sequence.frames.count,
                figures: TrackingFigures(hota: counts.0, clear: counts.1, identity: counts.2)))
        hota += counts.0
        clear += counts.1
        identity += counts.2
    }

    public var summary: TrackingSummary {
        TrackingSummary(
            all: TrackingFigures(hota: hota, clear: clear, identity: identity), sequences: sequences)
    }
}

/// The figures of a tracking score.
public struct TrackingSummary: Sendable {
    public struct Sequence: Sendable {
        public var name: String
        public var frameCount: Int
        public var figures: TrackingFigures
    }

    /// All sequences together.
    public var all: TrackingFigures
    /// Each by itself, in the order they were added.
    public var sequences: [Sequence]
}
