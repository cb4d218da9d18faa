/// A comparison of tracks with the truth, sequence by sequence. `summary` returns the figures of HOTA, CLEAR and IDF1.
///
/// The figures of several sequences are computed from the sums of their counts, not as means of their figures.
public struct TrackingScore: Sendable {
    private var hota = HOTACounts()
    private var clear = CLEARCounts()
    private var identity = IdentityCounts()
    private var sequences: [TrackingSummary.Sequence] = []

    /// Creates an empty score.
    public init() {}

    /// Adds a sequence. Throws `EvaluationError` with `duplicateID` if an id occurs on two boxes of a frame.
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
        /// The number of frames.
        public var frameCount: Int
        /// The figures of the sequence.
        public var figures: TrackingFigures
    }

    /// The figures of all sequences together.
    public var all: TrackingFigures
    /// The figures of each sequence, in the order in which they were added.
    public var sequences: [Sequence]
}

/// The figures of one or several sequences, from 0 to 1 unless stated otherwise. Without truth they are NaN.
public struct TrackingFigures: Hashable, Sendable {
    /// The higher order tracking accuracy. Like all figures of HOTA, it is the mean over the overlap thresholds 0.05,
    /// 0.10 … 0.95.
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

    /// The multiple object tracking accuracy: 1 at best, without a lower limit.
    public var mota: Double
    /// The multiple object tracking precision: the mean overlap of the matches.
    public var motp: Double
    /// The share of true boxes that are matched, at an overlap of 0.50.
    public var recall: Double
    /// The share of found boxes that are matched, at an overlap of 0.50.
    public var precision: Double
    /// The number of times that a true track continues under another id.
    public var idSwitches: Int
    /// The number of times that a true track is found again after it was lost.
    public var fragmentations: Int
    /// The number of true tracks found in more than 80 % of their frames.
    public var mostlyTracked: Int
    /// The number of true tracks found in 20 to 80 % of their frames.
    public var partlyTracked: Int
    /// The number of true tracks found in less than 20 % of their frames.
    public var mostlyLost: Int

    /// The F1 of the ids.
    public var idf1: Double
    /// The share of true boxes with the correct id.
    public var idRecall: Double
    /// The share of found boxes with the correct id.
    public var idPrecision: Double

    /// The numbers of true and of found boxes.
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
        // Without matches, there is no localisation error.
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
