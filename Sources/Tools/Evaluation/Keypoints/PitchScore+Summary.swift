extension PitchScore {
    /// The figures of all frames added so far.
    public var summary: PitchSummary {
        let labelled = outcomes.reduce(0) { $0 + $1.labelledCount }
        let distances = outcomes.flatMap(\.distances).sorted()
        let withTruth = outcomes.filter { $0.labelledCount > 0 }
        let curves = similarityCurves
        func within(_ pixels: Double) -> Double { share(distances.count { $0 <= pixels }, of: labelled) }
        return PitchSummary(
            frameCount: outcomes.count, labelledCount: labelled,
            falseCount: outcomes.reduce(0) { $0 + $1.falseCount },
            recall: share(distances.count, of: labelled),
            meanDistance: meanOfNumbers(distances), medianDistance: quantile(0.5, ofSorted: distances),
            distance95: quantile(0.95, ofSorted: distances),
            within5: within(5), within10: within(10), within20: within(20),
            oksMAP50: curves[0].averagePrecisionByTrapezoids,
            oksMAP50To95: meanOfNumbers(curves.map(\.averagePrecisionByTrapezoids)),
            view: ReprojectionFigures(errors: withTruth.map(\.viewError)),
            plainHomography: ReprojectionFigures(errors: withTruth.map(\.plainError)),
            errorGrid: errorGrid)
    }

    /// One for each similarity threshold; a frame in which nothing is found gives no detection.
    private var similarityCurves: [PrecisionRecallCurve] {
        let found = outcomes.filter { $0.foundCount > 0 }
        let order = found.indices.sorted { (-found[$0].confidence, $0) < (-found[$1].confidence, $1) }
        let truthCount = outcomes.count { $0.labelledCount > 0 }
        return OverlapThresholds.all.map { threshold in
            PrecisionRecallCurve(
                hits: order.map { (found[$0].confidence, found[$0].similarity >= threshold) }, truthCount: truthCount)
        }
    }
}
