/// The counts of IDF1 at an overlap of 0.50. The counts of several sequences are added.
struct IdentityCounts {
    /// The number of boxes of true tracks that are covered by the found track assigned to them.
    var matches = 0
    var truthBoxes = 0
    var foundBoxes = 0

    static func += (a: inout IdentityCounts, b: IdentityCounts) {
        a.matches += b.matches
        a.truthBoxes += b.truthBoxes
        a.foundBoxes += b.foundBoxes
    }
}

extension IdentityCounts {
    /// Counts one sequence according to Ristani et al., "Performance Measures and a Data Set for Multi-Target,
    /// Multi-Camera Tracking" (2016).
    ///
    /// The assignment of true to found tracks is one to one over the whole sequence and minimises the number of
    /// uncovered boxes on both sides. That number is the count of all boxes minus twice the covered ones, so the
    /// assignment maximises the covered boxes.
    init(_ sequence: IndexedSequence) {
        truthBoxes = sequence.truthBoxCount
        foundBoxes = sequence.foundBoxCount
        var covered = [Int](repeating: 0, count: sequence.pairs.count)
        for frame in sequence.frames {
            for overlap in frame.overlaps where overlap.iou >= CLEARCounts.threshold { covered[overlap.pair] += 1 }
        }
        let places = covered.indices.filter { covered[$0] > 0 }
        let candidates = places.map {
            BestMatching.Pair(
                row: sequence.pairs[$0].truth, column: sequence.pairs[$0].found, score: Double(covered[$0]))
        }
        var matching = BestMatching()
        let chosen = matching.choose(
            from: candidates, rows: sequence.truthLengths.count, columns: sequence.foundLengths.count)
        matches = chosen.reduce(0) { $0 + covered[places[$1]] }
    }
}
