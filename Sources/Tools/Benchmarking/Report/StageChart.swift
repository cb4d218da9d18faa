import Analysis
import Evaluation
import Platform
import Reports
import Results

/// A bar chart of the time that each stage worked per frame of the clip, with a bar per setting.
struct StageChart {
    var entries: [Ranking.Entry]
    /// The number of frames of the clip.
    var frames: Int

    private static let (left, top, width, row) = (210.0, 34.0, 700.0, 34.0)

    var svg: SVG {
        let bottom = Self.top + Double(entries.count) * Self.row
        let sums = entries.map { entry in Stage.allCases.reduce(0) { $0 + milliseconds($1, of: entry) } }
        let axis = Axis(over: sums + entries.map(passed) + [0])
        var svg = SVG(width: 1000, height: bottom + 44, label: "Milliseconds per frame for each stage")
        drawLegend(on: &svg)
        for tick in axis.ticks {
            let x = Self.left + axis.share(of: tick) * Self.width
            svg.line(from: (x, Self.top - 4), to: (x, bottom), "rule")
            svg.text(axis.label(tick), at: (x, bottom + 18), .middle, style: "soft")
        }
        svg.text("ms per frame of the clip", at: (Self.left + Self.width / 2, bottom + 38), .middle)
        for (number, entry) in entries.enumerated() {
            draw(entry, y: Self.top + Double(number) * Self.row, axis: axis, on: &svg)
        }
        return svg
    }

    private func milliseconds(_ stage: Stage, of entry: Ranking.Entry) -> Double {
        entry.record.stageSeconds(stage.rawValue) / Double(max(frames, 1)) * 1000
    }

    private func passed(_ entry: Ranking.Entry) -> Double {
        entry.record.seconds.median / Double(max(frames, 1)) * 1000
    }

    private func draw(_ entry: Ranking.Entry, y: Double, axis: Axis, on svg: inout SVG) {
        svg.text(entry.record.setting.label, at: (Self.left - 10, y + 18), .end)
        var start = 0.0
        for (number, stage) in Stage.allCases.enumerated() {
            let value = milliseconds(stage, of: entry)
            let x = Self.left + axis.share(of: start) * Self.width
            let end = Self.left + axis.share(of: start + value) * Self.width
            svg.group(tip: "\(stage.rawValue): \(value.text(decimals: 2)) ms") { svg in
                svg.rectangle(x: x, y: y + 3, width: end - x, height: 22, "s\(number + 1)")
            }
            start += value
        }
        let mark = Self.left + axis.share(of: passed(entry)) * Self.width
        svg.line(from: (mark, y), to: (mark, y + 28), "mark")
    }

    private func drawLegend(on svg: inout SVG) {
        var x = Self.left
        for (number, stage) in Stage.allCases.enumerated() {
            svg.rectangle(x: x, y: 6, width: 12, height: 12, "s\(number + 1)")
            svg.text(stage.rawValue, at: (x + 18, 16))
            x += 96
        }
        svg.line(from: (x + 4, 3), to: (x + 4, 21), "mark")
        svg.text("elapsed time", at: (x + 14, 16))
    }
}
