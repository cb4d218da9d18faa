import Geometry
import Observations
import Reports

extension EvaluationReport {
    /// Renders the figures as a single, self-contained HTML page: tables, curves, errors over the picture, and a
    /// gallery.
    ///
    /// - Parameters:
    ///   - objects: The pictures with the most errors, worst first; see `DetectionScore.worstFrames`.
    ///   - pitches: The pictures with the worst pitch; see `PitchScore.worstFrames`.
    /// - Throws: An error of the template.
    public func html(objects: [GalleryPicture] = [], pitch pitches: [GalleryPicture] = []) throws -> String {
        var parts = sections.map { section in
            ReportPage.Section(
                section.name, [.table(section.table.heading, section.table.rows.map { ReportPage.Row($0) })])
        }
        if let charts = ReportPage.Block.figures(figures) { parts.append(ReportPage.Section("Charts", [charts])) }
        parts += [
            Self.gallery(
                objects, heading: "Frames with the most errors",
                legend: [
                    .init("Missed", style: "missed"), .init(" objects and "), .init("wrong", style: "wrong"),
                    .init(" detections with their confidence."),
                ]),
            Self.gallery(
                pitches, heading: "Frames with the worst pitch",
                legend: [
                    .init("Labelled", style: "missed"), .init(" keypoints are rings, "), .init("found", style: "found"),
                    .init(" keypoints are dots."),
                ]),
        ].compactMap(\.self)
        return try ReportPage(kicker: "Score Vision evaluation", heading: title, sections: parts).html()
    }

    private var figures: [ReportPage.Figure] {
        sets.flatMap { Self.figures(players: $0.players, pitch: $0.pitch, prefix: "\($0.name): ") }
            + Self.figures(players: players, pitch: pitch, prefix: "")
    }

    /// Returns the charts of one folder. `prefix` begins the captions.
    private static func figures(
        players: DetectionSummary?, pitch: PitchSummary?, prefix: String
    ) -> [ReportPage.Figure] {
        var figures: [ReportPage.Figure] = []
        if let players {
            figures.append(
                .init(
                    Self.precisionRecallChart(of: players).svg,
                    caption: "\(prefix)Precision over recall, at an overlap of 0.50"))
            figures.append(
                .init(
                    Self.confidenceChart(of: players).svg, caption: "\(prefix)Precision, recall and F1 over confidence")
            )
            if !players.missGrid.isEmpty {
                let map = HeatMap(name: "Share missed", grid: players.missGrid, maximum: 1, decimals: 2)
                let confidence = players.best.confidence.text(decimals: 2)
                figures.append(
                    .init(
                        map.svg,
                        caption: "\(prefix)Share of objects missed at a confidence of \(confidence), over the picture"))
            }
        }
        if let pitch, !pitch.errorGrid.isEmpty {
            let map = HeatMap(name: "Keypoint error", grid: pitch.errorGrid, maximum: 20, decimals: 1)
            figures.append(
                .init(map.svg, caption: "\(prefix)Mean keypoint distance in px at 1280 wide, over the picture"))
        }
        return figures
    }

    private static func gallery(
        _ gallery: [GalleryPicture], heading: String, legend: [ReportPage.Run]
    ) -> ReportPage.Section? {
        let pictures = gallery.filter { $0.dataURI.hasPrefix("data:image/") }
        guard let figures = ReportPage.Block.figures(pictures.map { .init($0.svg, caption: $0.caption) }) else {
            return nil
        }
        return ReportPage.Section(heading, [.runs(legend), figures])
    }
}

extension EvaluationReport {
    /// Returns a curve for each class with truth, from a recall of 0 to the highest one.
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

    /// Returns the mean curves of the classes with truth.
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
                // If nothing is found, the precision is undefined and not drawn.
                curve("precision") { $0.recall > 0 ? $0.precision : .nan }, curve("recall", \.recall),
                curve("F1", \.f1),
            ])
    }
}
