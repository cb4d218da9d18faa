import Observations

extension EvaluationReport {
    /// The figures as one page that needs nothing else: tables, curves, where in the picture the errors are, pictures.
    ///
    /// - Parameters:
    ///   - objects: the worst misses, worst first; see `DetectionScore.worstFrames`.
    ///   - pitches: the frames whose pitch is worst; see `PitchScore.worstFrames`.
    public func html(objects: [GalleryPicture] = [], pitch pitches: [GalleryPicture] = []) -> String {
        var body = "<h1>\(HTMLText.escaped(title))</h1>\n"
        for section in sections { body += Self.markup(of: section) }
        if let players {
            body += Self.figure(
                "Precision over recall, at an overlap of 0.50", Self.precisionRecallChart(of: players).svg)
            body += Self.figure("Precision, recall and F1 over confidence", Self.confidenceChart(of: players).svg)
            if !players.missGrid.isEmpty {
                let map = HeatMap(name: "Share missed", grid: players.missGrid, maximum: 1, decimals: 2)
                body += Self.figure(
                    "Share of objects missed at a confidence of \(players.best.confidence.text(decimals: 2)), "
                        + "over the picture", map.svg)
            }
        }
        if let pitch, !pitch.errorGrid.isEmpty {
            let map = HeatMap(name: "Keypoint error", grid: pitch.errorGrid, maximum: 20, decimals: 1)
            body += Self.figure("Mean keypoint distance in px at 1280 wide, over the picture", map.svg)
        }
        body += Self.markup(
            of: objects, heading: "Worst misses",
            legend:
                "<b class=\"missed\">Missed</b> objects, and <b class=\"wrong\">wrong</b> ones with their confidence.")
        body += Self.markup(
            of: pitches, heading: "Pitch furthest off",
            legend: "<b class=\"missed\">Labelled</b> keypoints as rings, <b class=\"found\">found</b> ones as dots.")
        return Self.page(title: title, body: body)
    }

    private static func markup(of section: Section) -> String {
        func row(_ cells: [String], _ tag: String) -> String {
            "<tr>" + cells.map { "<\(tag)>\(HTMLText.escaped($0))</\(tag)>" }.joined() + "</tr>\n"
        }
        return "<h2>\(HTMLText.escaped(section.name))</h2>\n<table>\n" + row(section.table.heading, "th")
            + section.table.rows.map { row($0, "td") }.joined() + "</table>\n"
    }

    private static func figure(_ caption: String, _ svg: String) -> String {
        "<figure>\n\(svg)<figcaption>\(HTMLText.escaped(caption))</figcaption>\n</figure>\n"
    }

    private static func markup(of gallery: [GalleryPicture], heading: String, legend: String) -> String {
        let pictures = gallery.filter { $0.dataURI.hasPrefix("data:image/") }
        guard !pictures.isEmpty else { return "" }
        return "<h2>\(heading)</h2>\n<p>\(legend)</p>\n" + pictures.map { figure($0.caption, $0.svg) }.joined()
    }
}
