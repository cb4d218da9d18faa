extension PitchScore {
    /// The figures of all frames added so far.
    public var summary: PitchSummary {
        let labelled = outcomes.reduce(0) { $0 + $1.labelledCount }
        let distances = outcomes.flatMap(\.distances).sorted()
        let errors = outcomes.compactMap(\.reprojectionError).sorted()
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
            meanReprojectionError: meanOfNumbers(errors), medianReprojectionError: quantile(0.5, ofSorted: errors),
            usableHomography: share(withTruth.count(where: \.isUsable), of: withTruth.count),
            errorGrid: errorGrid)
    }

    /// The frames that are worst to look at, worst first: no homography, then by its error.
    public func worstFrames(limit: Int) -> [(frame: EvaluatedFrame, reprojectionError: Double?)] {
        let order = outcomes.indices.filter { outcomes[$0].labelledCount > 0 }.sorted {
            (-outcomes[$0].badness, $0) < (-outcomes[$1].badness, $1)
        }
        return order.prefix(max(0, limit)).map { (outcomes[$0].frame, outcomes[$0].reprojectionError) }
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

extension PitchScore.Outcome {
    fileprivate var isUsable: Bool { foundCount >= 4 && (reprojectionError ?? .infinity) < 1 }
    fileprivate var badness: Double { foundCount >= 4 ? reprojectionError ?? .infinity : .infinity }
}
