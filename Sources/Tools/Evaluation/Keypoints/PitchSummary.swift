/// The figures of a pitch score. What can't be known is not a number.
public struct PitchSummary: Sendable {
    /// Frames that were measured.
    public var frameCount: Int
    var labelledCount: Int
    /// Keypoints found where no label is.
    public var falseCount: Int
    /// The share of labelled keypoints that were found, however far off.
    public var recall: Double
    /// Distances from found keypoints to their labels, in pixels of a picture 1280 wide.
    public var meanDistance: Double
    var medianDistance: Double
    /// The distance that 95 % of them stay below.
    public var distance95: Double
    /// The share of labelled keypoints that were found within 5, 10 and 20 of those pixels (PCK).
    var within5: Double
    var within10: Double
    var within20: Double
    /// Average precision of the pitch as one object, at a similarity of 0.50; see `ObjectKeypointSimilarity`. Taken by
    /// trapezoids, as YOLO does, in which no result gets more than 0.995.
    public var oksMAP50: Double
    /// Mean over similarities 0.50, 0.55 ... 0.95.
    var oksMAP50To95: Double
    /// How well a frame's view of the pitch puts places into metres: this program's own way.
    public var view: ReprojectionFigures
    /// How well a plain homography from the found keypoints to the template does; see `ReprojectionError`. No real pitch
    /// has the template's measures, so the labels themselves don't reach 0.
    public var plainHomography: ReprojectionFigures
    /// The mean distance of found keypoints in pixels at 1280 wide, over the picture's area.
    var errorGrid: PictureGrid
}

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
