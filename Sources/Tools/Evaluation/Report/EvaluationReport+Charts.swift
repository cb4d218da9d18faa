import Geometry
import Observations

extension EvaluationReport {
    /// One curve for each class that has truth, from a recall of 0 to the highest.
    static func precisionRecallChart(of players: DetectionSummary) -> CurveChart {
        CurveChart(
            xLabel: "recall", yLabel: "precision",
            curves: players.classes.filter { $0.truthCount > 0 }.map { figures in
                let envelope = figures.curve.envelope
                let points = zip(figures.curve.points, envelope).map { (x: $0.recall, y: $1) }
                let start = envelope.first.map { [(x: 0.0, y: $0)] } ?? []
                let end = points.last.map { [(x: $0.x, y: 0.0)] } ?? []
                return CurveChart.Curve(
                    name: "\(figures.objectClass.name) \(figures.map50.text(decimals: 3))",
                    points: start + points + end)
            })
    }

    /// Means over the classes that have truth.
    static func confidenceChart(of players: DetectionSummary) -> CurveChart {
        let curves = players.classes.map(\.curve).filter { $0.truthCount > 0 }
        let samples = (0...100).map { step in
            let confidence = Double(step) / 100
            return (confidence: confidence, points: curves.map { $0.at(confidence: confidence) })
        }
        func curve(_ name: String, _ figure: (OperatingPoint) -> Double) -> CurveChart.Curve {
            let points = samples.map { sample in
                (x: sample.confidence, y: meanOfNumbers(sample.points.map(figure)))
            }
            return CurveChart.Curve(name: name, points: points.filter { $0.y.isFinite })
        }
        return CurveChart(
            xLabel: "confidence", yLabel: "share",
            curves: [
                // Where nothing is found, there is no precision to draw.
                curve("precision") { $0.recall > 0 ? $0.precision : .nan }, curve("recall", \.recall),
                curve("F1", \.f1),
            ])
    }
}
