import Analysis
import Evaluation
import Platform
import Results

/// How long each stage worked for a frame of the clip, a bar for each setting, as inline SVG.
struct StageChart {
    var entries: [Ranking.Entry]
    /// Frames of the clip.
    var frames: Int

    private static let (left, width, row) = (210.0, 700.0, 34.0)

    var svg: String {
        let top = 34.0
        let bottom = top + Double(entries.count) * Self.row
        let sums = entries.map { entry in Stage.allCases.reduce(0) { $0 + milliseconds($1, of: entry) } }
        let axis = Axis(over: sums + entries.map(passed) + [0])
        var svg = "<svg viewBox=\"0 0 1000 \((bottom + 44).text(decimals: 0))\" role=\"img\" "
        svg += "aria-label=\"Milliseconds of each stage for a frame\">\n" + legend
        for tick in axis.ticks {
            let x = Self.left + axis.share(of: tick) * Self.width
            svg += SVG.line(x, top - 4, x, bottom, "grid")
            svg += SVG.text(x, bottom + 18, axis.label(tick), anchor: "middle", "soft")
        }
        svg += SVG.text(Self.left + Self.width / 2, bottom + 38, "ms for each frame of the clip", anchor: "middle")
        for (number, entry) in entries.enumerated() {
            svg += bar(entry, y: top + Double(number) * Self.row, axis: axis)
        }
        return svg + "</svg>\n"
    }

    private func milliseconds(_ stage: Stage, of entry: Ranking.Entry) -> Double {
        entry.record.stageSeconds(stage.rawValue) / Double(max(frames, 1)) * 1000
    }

    private func passed(_ entry: Ranking.Entry) -> Double {
        entry.record.seconds.median / Double(max(frames, 1)) * 1000
    }

    private func bar(_ entry: Ranking.Entry, y: Double, axis: Axis) -> String {
        var svg = SVG.text(Self.left - 10, y + 18, entry.record.setting.label, anchor: "end")
        var start = 0.0
        for (number, stage) in Stage.allCases.enumerated() {
            let value = milliseconds(stage, of: entry)
            let x = Self.left + axis.share(of: start) * Self.width
            let end = Self.left + axis.share(of: start + value) * Self.width
            svg += "<g><title>\(stage.rawValue): \(value.text(decimals: 2)) ms</title>"
            svg += SVG.rectangle(x: x, y: y + 3, width: end - x, height: 22, "s\(number + 1)") + "</g>\n"
            start += value
        }
        let mark = Self.left + axis.share(of: passed(entry)) * Self.width
        return svg + SVG.line(mark, y, mark, y + 28, "mark")
    }

    private var legend: String {
        var svg = ""
        var x = Self.left
        for (number, stage) in Stage.allCases.enumerated() {
            svg += SVG.rectangle(x: x, y: 6, width: 12, height: 12, "s\(number + 1)")
            svg += SVG.text(x + 18, 16, stage.rawValue, anchor: "start")
            x += 96
        }
        svg += SVG.line(x + 4, 3, x + 4, 21, "mark")
        return svg + SVG.text(x + 14, 16, "time that passed", anchor: "start")
    }
}
