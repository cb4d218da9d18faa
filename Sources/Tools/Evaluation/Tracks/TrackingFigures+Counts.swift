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
