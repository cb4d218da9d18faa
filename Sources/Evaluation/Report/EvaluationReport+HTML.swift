extension EvaluationReport {
    /// The figures as one page that needs nothing else: tables, curves, where in the picture the errors are, pictures.
    ///
    /// - Parameter gallery: the worst misses, worst first; see `DetectionScore.worstFrames`.
    public func html(gallery: [GalleryPicture] = []) -> String {
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
        return Self.page(title: title, body: body + Self.markup(of: gallery))
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

    private static func markup(of gallery: [GalleryPicture]) -> String {
        let pictures = gallery.filter { $0.dataURI.hasPrefix("data:image/") }
        guard !pictures.isEmpty else { return "" }
        return "<h2>Worst misses</h2>\n"
            + pictures.map { picture in
                let caption = HTMLText.escaped(picture.caption)
                return "<figure>\n<img src=\"\(HTMLText.escaped(picture.dataURI))\" alt=\"\(caption)\">"
                    + "<figcaption>\(caption)</figcaption>\n</figure>\n"
            }.joined()
    }
}
