/// The figures of a pitch score. Unknown figures are NaN.
public struct PitchSummary: Sendable {
    /// The number of evaluated frames.
    public var frameCount: Int
    var labelledCount: Int
    /// The number of keypoints found without a label.
    public var falseCount: Int
    /// The share of labelled keypoints that were found, at any distance.
    public var recall: Double
    /// The mean distance of found keypoints from their labels, in pixels of a picture 1280 wide.
    public var meanDistance: Double
    var medianDistance: Double
    /// The 95th percentile of these distances.
    public var distance95: Double
    /// The share of labelled keypoints found within 5, 10 and 20 of those pixels (PCK).
    var within5: Double
    var within10: Double
    var within20: Double
    /// The average precision of the pitch as one object at a similarity of 0.50; see `ObjectKeypointSimilarity`. It
    /// uses YOLO's trapezoidal rule, with which no result exceeds 0.995.
    public var oksMAP50: Double
    /// The mean over the similarities 0.50, 0.55 … 0.95.
    var oksMAP50To95: Double
    /// The accuracy in metres of positions by this program's view of the pitch.
    public var view: ReprojectionFigures
    /// The accuracy of a plain homography from the found keypoints to the template; see `ReprojectionError`. No real
    /// pitch has the template's dimensions, so even the labels do not reach 0.
    public var plainHomography: ReprojectionFigures
    /// The mean distance of found keypoints over the picture's area, in pixels at 1280 wide.
    var errorGrid: PictureGrid
    /// The figures of each match, if they are to be reported; see `PitchScore.matches`.
    public var matches: [Match] = []
}

extension PitchScore {
    /// The figures of all frames added so far.
    public var summary: PitchSummary {
        let labelled = outcomes.reduce(0) { $0 + $1.labelledCount }
        let distances = outcomes.flatMap { $0.distances.map(\.pixels) }.sorted()
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

    private var errorGrid: PictureGrid {
        var grid = PictureGrid()
        for outcome in outcomes {
            for distance in outcome.distances { grid.add(distance.pixels, at: distance.place) }
        }
        return grid
    }

    /// One curve per similarity threshold. A frame without found keypoints contributes no detection.
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
