import Geometry
import Observations

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
        // Equal confidences keep the order of the frames, as a stable sort does.
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
