/// What HOTA counts at each of its overlap thresholds; the counts of several sequences are added.
struct HOTACounts {
    /// 0.05, 0.10 ... 0.95, made as `numpy.arange(0.05, 0.99, 0.05)` makes them.
    static let alphas: [Double] = (0..<19).map { 0.05 + Double($0) * 0.05 }

    var truePositives = [Int](repeating: 0, count: 19)
    var truthBoxes = 0
    var foundBoxes = 0
    /// Sums over the true positives, of their overlap and of how well their two tracks agree: as a whole, in recall,
    /// in precision.
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
