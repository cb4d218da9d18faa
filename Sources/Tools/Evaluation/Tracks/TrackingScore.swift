/// Gathers sequences of tracks beside the truth; `summary` gives HOTA, CLEAR and identity figures.
///
/// Figures of several sequences come from the sums of their counts, not from means of their figures.
public struct TrackingScore: Sendable {
    private var hota = HOTACounts()
    private var clear = CLEARCounts()
    private var identity = IdentityCounts()
    private var sequences: [TrackingSummary.Sequence] = []

    /// Starts an empty score.
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

    /// The figures of all sequences added so far.
    public var summary: TrackingSummary {
        TrackingSummary(
            all: TrackingFigures(hota: hota, clear: clear, identity: identity), sequences: sequences)
    }
}

/// The figures of a tracking score.
public struct TrackingSummary: Sendable {
    /// One sequence.
    public struct Sequence: Sendable {
        /// The sequence's name.
        public var name: String
        /// Frames of the sequence.
        public var frameCount: Int
        /// Its figures.
        public var figures: TrackingFigures
    }

    /// All sequences together.
    public var all: TrackingFigures
    /// Each by itself, in the order they were added.
    public var sequences: [Sequence]
}

/// The figures of one sequence, or of several together, 0 to 1 where nothing else is said. Without truth, not numbers.
public struct TrackingFigures: Hashable, Sendable {
    /// Means over overlap thresholds 0.05, 0.10 ... 0.95, as all of HOTA's.
    public var hota: Double
    /// HOTA's detection accuracy.
    public var detA: Double
    /// HOTA's association accuracy.
    public var assA: Double
    /// HOTA's detection recall.
    public var detRecall: Double
    /// HOTA's detection precision.
    public var detPrecision: Double
    /// HOTA's association recall.
    public var assRecall: Double
    /// HOTA's association precision.
    public var assPrecision: Double
    /// HOTA's localisation accuracy: the mean overlap of the matches.
    public var locA: Double
    /// HOTA at each of the 19 thresholds.
    var hotaByThreshold: [Double]

    /// 1 at best, without a lower bound.
    public var mota: Double
    /// The mean overlap of the matches.
    public var motp: Double
    /// The share of true boxes that are matched, at an overlap of 0.50.
    public var recall: Double
    /// The share of found boxes that are matched, at an overlap of 0.50.
    public var precision: Double
    /// Counts.
    public var idSwitches: Int
    /// How often a true track is found again after it was lost.
    public var fragmentations: Int
    /// True tracks found in more than 80 % of their frames.
    public var mostlyTracked: Int
    /// True tracks found in 20 to 80 % of their frames.
    public var partlyTracked: Int
    /// True tracks found in less than 20 % of their frames.
    public var mostlyLost: Int

    /// The ids' F1.
    public var idf1: Double
    /// The share of true boxes under the right id.
    public var idRecall: Double
    /// The share of found boxes under the right id.
    public var idPrecision: Double

    /// Boxes.
    var truthCount: Int
    var foundCount: Int
}

extension TrackingFigures {
    init(hota: HOTACounts, clear: CLEARCounts, identity: IdentityCounts) {
        let hasTruth = hota.truthBoxes > 0
        let thresholds = HOTACounts.alphas.indices
        func overMatches(_ sums: [Double]) -> [Double] {
            thresholds.map { sums[$0] / Double(max(1, hota.truePositives[$0])) }
        }
        func mean(_ values: [Double]) -> Double { hasTruth ? meanOfNumbers(values) : .nan }
        func ratio(_ part: Int, _ whole: Int) -> Double {
            hasTruth ? Double(part) / Double(max(1, whole)) : .nan
        }
        let detA = thresholds.map {
            let matches = hota.truePositives[$0]
            return Double(matches) / Double(max(1, hota.truthBoxes + hota.foundBoxes - matches))
        }
        let assA = overMatches(hota.association)
        hotaByThreshold = zip(detA, assA).map { hasTruth ? ($0 * $1).squareRoot() : .nan }
        self.hota = meanOfNumbers(hotaByThreshold)
        self.detA = mean(detA)
        self.assA = mean(assA)
        detRecall = mean(hota.truePositives.map { ratio($0, hota.truthBoxes) })
        detPrecision = mean(hota.truePositives.map { ratio($0, hota.foundBoxes) })
        assRecall = mean(overMatches(hota.associationRecall))
        assPrecision = mean(overMatches(hota.associationPrecision))
        // Where nothing matches, nothing is badly placed.
        locA = mean(
            thresholds.map { hota.truePositives[$0] > 0 ? hota.overlap[$0] / Double(hota.truePositives[$0]) : 1 })

        let mistakes = clear.foundBoxes - clear.matches + clear.switches
        mota = ratio(clear.matches - mistakes, clear.truthBoxes)
        motp = hasTruth ? clear.overlap / Double(max(1, clear.matches)) : .nan
        recall = ratio(clear.matches, clear.truthBoxes)
        precision = ratio(clear.matches, clear.foundBoxes)
        idSwitches = clear.switches
        fragmentations = clear.fragmentations
        mostlyTracked = clear.mostlyTracked
        partlyTracked = clear.partlyTracked
        mostlyLost = clear.mostlyLost

        idf1 = ratio(2 * identity.matches, identity.truthBoxes + identity.foundBoxes)
        idRecall = ratio(identity.matches, identity.truthBoxes)
        idPrecision = ratio(identity.matches, identity.foundBoxes)
        truthCount = hota.truthBoxes
        foundCount = hota.foundBoxes
    }
}
