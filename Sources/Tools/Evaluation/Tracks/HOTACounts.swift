/// The counts of HOTA at each of its overlap thresholds. The counts of several sequences are added.
struct HOTACounts {
    /// 0.05, 0.10 … 0.95, computed like `numpy.arange(0.05, 0.99, 0.05)`.
    static let alphas: [Double] = (0..<19).map { 0.05 + Double($0) * 0.05 }

    var truePositives = [Int](repeating: 0, count: 19)
    var truthBoxes = 0
    var foundBoxes = 0
    /// The sums over the true positives of their overlap, and of the agreement of their two tracks: in total, in
    /// recall, in precision.
    var overlap = [Double](repeating: 0, count: 19)
    var association = [Double](repeating: 0, count: 19)
    var associationRecall = [Double](repeating: 0, count: 19)
    var associationPrecision = [Double](repeating: 0, count: 19)

    static func += (a: inout HOTACounts, b: HOTACounts) {
        a.truthBoxes += b.truthBoxes
        a.foundBoxes += b.foundBoxes
        for i in alphas.indices {
            a.truePositives[i] += b.truePositives[i]
            a.overlap[i] += b.overlap[i]
            a.association[i] += b.association[i]
            a.associationRecall[i] += b.associationRecall[i]
            a.associationPrecision[i] += b.associationPrecision[i]
        }
    }
}

extension HOTACounts {
    /// Counts one sequence according to Luiten et al., "HOTA: A Higher Order Metric for Evaluating Multi-Object
    /// Tracking" (2020). The matching follows the authors' program: it matches each frame's boxes once for all
    /// thresholds, by the overlap multiplied by the agreement of the two tracks over the whole sequence.
    init(_ sequence: IndexedSequence) {
        truthBoxes = sequence.truthBoxCount
        foundBoxes = sequence.foundBoxCount
        let agreement = Self.agreement(of: sequence)
        // The number of matches of each pair, with one section per threshold.
        var matchCounts = [Int](repeating: 0, count: Self.alphas.count * sequence.pairs.count)
        var matching = BestMatching()
        for frame in sequence.frames {
            let candidates = frame.overlaps.map {
                BestMatching.Pair(row: $0.row, column: $0.column, score: $0.iou * agreement[$0.pair])
            }
            for place in matching.choose(from: candidates, rows: frame.truth.count, columns: frame.found.count) {
                let match = frame.overlaps[place]
                for (i, alpha) in Self.alphas.enumerated() where match.iou >= alpha - Double.ulpOfOne {
                    truePositives[i] += 1
                    overlap[i] += match.iou
                    matchCounts[i * sequence.pairs.count + match.pair] += 1
                }
            }
        }
        countAssociation(sequence, matchCounts: matchCounts)
    }

    /// Returns the agreement of the two tracks of each pair of ids over the sequence, 0 to 1, before any matching. In
    /// each frame a pair gets its overlap divided by the sum of all overlaps of its two boxes.
    private static func agreement(of sequence: IndexedSequence) -> [Double] {
        var shared = [Double](repeating: 0, count: sequence.pairs.count)
        for frame in sequence.frames {
            var rowSums = [Double](repeating: 0, count: frame.truth.count)
            var columnSums = [Double](repeating: 0, count: frame.found.count)
            for overlap in frame.overlaps {
                rowSums[overlap.row] += overlap.iou
                columnSums[overlap.column] += overlap.iou
            }
            for overlap in frame.overlaps {
                shared[overlap.pair] +=
                    overlap.iou / (rowSums[overlap.row] + columnSums[overlap.column] - overlap.iou)
            }
        }
        return sequence.pairs.enumerated().map { place, pair in
            let lengths = Double(sequence.truthLengths[pair.truth] + sequence.foundLengths[pair.found])
            return shared[place] / (lengths - shared[place])
        }
    }

    private mutating func countAssociation(_ sequence: IndexedSequence, matchCounts: [Int]) {
        for i in Self.alphas.indices {
            for (place, pair) in sequence.pairs.enumerated() {
                let count = matchCounts[i * sequence.pairs.count + place]
                guard count > 0 else { continue }
                let (truth, found) = (sequence.truthLengths[pair.truth], sequence.foundLengths[pair.found])
                let squared = Double(count * count)
                association[i] += squared / Double(truth + found - count)
                associationRecall[i] += squared / Double(truth)
                associationPrecision[i] += squared / Double(found)
            }
        }
    }
}
