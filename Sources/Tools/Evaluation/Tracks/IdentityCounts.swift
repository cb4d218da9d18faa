/// What IDF1 counts, at an overlap of 0.50; the counts of several sequences are added.
struct IdentityCounts {
    /// Boxes of true tracks that the one found track given to them covers.
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
    /// Counts one sequence, after Ristani et al., "Performance Measures and a Data Set for Multi-Target, Multi-Camera
    /// Tracking" (2016).
    ///
    /// True and found tracks are matched one to one over the whole sequence, at the least sum of boxes not covered on
    /// either side. That sum is all boxes less twice those covered, so the matching that covers most is the one.
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
