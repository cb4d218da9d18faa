import Geometry
public import Observations

/// The figures of a detection score. Unknown figures, such as those of a class without truth, are NaN.
public struct DetectionSummary: Sendable {
    /// The figures of one class.
    public struct ClassFigures: Sendable {
        /// The class.
        public var objectClass: ObjectClass
        /// The number of true objects in all frames.
        var truthCount: Int
        var detectionCount: Int
        /// The average precision at the overlaps 0.50, 0.55 … 0.95.
        public var averagePrecision: [Double]
        /// The recall of all detections, averaged over the ten overlaps (COCO's AR).
        public var averageRecall: Double
        /// The figures at an overlap of 0.50 and the confidence with the class's highest F1.
        public var best: OperatingPoint
        /// The curve at an overlap of 0.50.
        var curve: PrecisionRecallCurve

        /// The average precision at an overlap of 0.50.
        public var map50: Double { averagePrecision[0] }
        /// The mean of the average precision over the ten overlaps.
        public var map50To95: Double { meanOfNumbers(averagePrecision) }
    }

    /// The number of evaluated frames.
    public var frameCount: Int
    /// The figures of each class, in the order of the class ids.
    public var classes: [ClassFigures]
    /// The mean figures of the classes, at the confidence with the highest mean F1.
    public var best: OperatingPoint
    /// The share of true objects missed at `best.confidence`, over the picture's area.
    var missGrid: PictureGrid
    /// The figures of each match, if they are to be reported; see `DetectionScore.matches`.
    public var matches: [Match] = []

    /// The mean average precision at an overlap of 0.50, over the classes that have truth.
    public var map50: Double { meanOfNumbers(classes.map(\.map50)) }
    /// The mean average precision over the ten overlaps and the classes that have truth.
    public var map50To95: Double { meanOfNumbers(classes.map(\.map50To95)) }
    /// The mean of the classes' average recall.
    public var averageRecall: Double { meanOfNumbers(classes.map(\.averageRecall)) }

    /// The figures of a class.
    public subscript(objectClass: ObjectClass) -> ClassFigures { classes[objectClass.rawValue] }
}

extension DetectionScore {
    /// The figures of all frames added so far.
    public var summary: DetectionSummary {
        let classes = ObjectClass.allCases.map(figures)
        let best = PrecisionRecallCurve.best(of: classes.map(\.curve))
        return DetectionSummary(
            frameCount: frameCount, classes: classes, best: best, missGrid: missGrid(confidence: best.confidence))
    }

    private func figures(of objectClass: ObjectClass) -> DetectionSummary.ClassFigures {
        let detections = ranked[objectClass.rawValue]
        let truthCount = truthCounts[objectClass.rawValue]
        // Equal confidences keep the order of the frames, as in a stable sort.
        let order = detections.indices.sorted { (-detections[$0].confidence, $0) < (-detections[$1].confidence, $1) }
        let curves = OverlapThresholds.all.indices.map { bit in
            PrecisionRecallCurve(
                hits: order.map { (detections[$0].confidence, detections[$0].hits >> UInt16(bit) & 1 == 1) },
                truthCount: truthCount)
        }
        return DetectionSummary.ClassFigures(
            objectClass: objectClass, truthCount: truthCount, detectionCount: detections.count,
            averagePrecision: curves.map(\.averagePrecision),
            averageRecall: truthCount > 0 ? meanOfNumbers(curves.map { $0.points.last?.recall ?? 0 }) : .nan,
            best: curves[0].best, curve: curves[0])
    }

    private func missGrid(confidence: Double) -> PictureGrid {
        var grid = PictureGrid()
        for outcome in outcomes {
            for truth in outcome.truth {
                let isFound = (truth.foundAt ?? -.infinity) >= confidence
                grid.add(isFound ? 0 : 1, at: outcome.frame.relative(truth.box.center))
            }
        }
        return grid
    }
}
