import Evaluation
import Observations

extension BenchmarkReport {
    /// The ranked settings.
    var tableMarkup: String {
        let names = [
            "Rank", "FPS", "Time", "Batch", "Stride", "ImgSize", "Memory", "Quality", "Score", "Spread",
            "Processed FPS", "CPU", "Box F1", "Keypoints", "Id F1",
        ]
        let head = names.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let rows = ranking.entries.enumerated().map { place, entry in
            let classes = [place == 0 ? "best" : nil, entry.isOnFront ? "front" : nil].compactMap(\.self)
            let cells = cells(of: entry, rank: place + 1).map { "<td>\($0)</td>" }.joined()
            return "<tr class=\"\(classes.joined(separator: " "))\">\(cells)</tr>"
        }
        return """
            <section><h2>All settings</h2>
            <div class="wide"><table><thead><tr>\(head)</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            <p class="muted">Bold: the front. Spread: slowest run less fastest, over the median. CPU: seconds of processor \
            time for the clip.</p></section>
            """
    }

    /// Settings that failed, and why; nothing where none did.
    var failureMarkup: String {
        guard !failures.isEmpty else { return "" }
        let rows = failures.map { record in
            "<tr><td>\(record.setting.label)</td><td class=\"text\">\(HTMLText.escaped(record.failure?.reason ?? ""))</td>"
                + "</tr>"
        }
        return
            "<section><h2>Not measured</h2>\n<table class=\"facts\">\(rows.joined(separator: "\n"))</table></section>"
    }

    private func cells(of entry: Ranking.Entry, rank: Int) -> [String] {
        let (record, setting) = (entry.record, entry.record.setting)
        let quality = record.quality
        return [
            "\(rank)", record.clipRate.median.text(decimals: 1), record.seconds.median.text(decimals: 2) + " s",
            "\(setting.batchSize)", "\(setting.frameStride)", "\(setting.imageSize)",
            Self.mebibytes(record.deviceMemory), (quality?.overall ?? .nan).text(decimals: 3),
            entry.score.text(decimals: 3), record.seconds.spreadText,
            record.processedRate.median.text(decimals: 1), record.cpuSeconds.median.text(decimals: 2) + " s",
            (quality?.boxF1 ?? .nan).text(decimals: 3),
            (quality?.keypointDistance ?? .nan).text(decimals: 1) + " px", (quality?.idF1 ?? .nan).text(decimals: 3),
        ]
    }
}
