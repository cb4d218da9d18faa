import Evaluation
import Reports

/// A chart of quality over speed, with a dot per setting. The colour shows the stride, the size the image size.
struct ParetoChart {
    var entries: [Ranking.Entry]
    var recommended: BenchmarkSetting?

    private static let (left, top, width, height) = (62.0, 30.0, 830.0, 350.0)

    private typealias Place = (x: Double, y: Double)

    var svg: SVG {
        let speeds = Axis(over: entries.map(\.record.clipRate.median) + [0])
        let qualities = Axis(over: entries.map { $0.record.quality?.overall ?? .nan })
        var svg = SVG(width: 1000, height: 440, label: "Quality over frames per second")
        drawGrid(speeds, qualities, on: &svg)
        let front = entries.filter(\.isOnFront).compactMap { place($0, speeds, qualities) }.sorted { $0.x < $1.x }
        svg.polyline(front, "front")
        // The front is drawn last, so that nothing covers it.
        for entry in entries.sorted(by: { !$0.isOnFront && $1.isOnFront }) {
            if let place = place(entry, speeds, qualities) { draw(entry, at: place, on: &svg) }
        }
        drawLegend(on: &svg)
        return svg
    }

    private func place(_ entry: Ranking.Entry, _ speeds: Axis, _ qualities: Axis) -> Place? {
        guard let quality = entry.record.quality?.overall, quality.isFinite else { return nil }
        return (
            Self.left + speeds.share(of: entry.record.clipRate.median) * Self.width,
            Self.top + (1 - qualities.share(of: quality)) * Self.height
        )
    }

    private func drawGrid(_ speeds: Axis, _ qualities: Axis, on svg: inout SVG) {
        let (right, bottom) = (Self.left + Self.width, Self.top + Self.height)
        for tick in speeds.ticks {
            let x = Self.left + speeds.share(of: tick) * Self.width
            svg.line(from: (x, Self.top), to: (x, bottom), "rule")
            svg.text(speeds.label(tick), at: (x, bottom + 18), .middle, style: "soft")
        }
        for tick in qualities.ticks {
            let y = Self.top + (1 - qualities.share(of: tick)) * Self.height
            svg.line(from: (Self.left, y), to: (right, y), "rule")
            svg.text(qualities.label(tick), at: (Self.left - 8, y + 4), .end, style: "soft")
        }
        svg.text("frames of the clip per second", at: (Self.left + Self.width / 2, bottom + 42), .middle)
        svg.upright("quality", at: (14, Self.top + Self.height / 2))
    }

    private func draw(_ entry: Ranking.Entry, at place: Place, on svg: inout SVG) {
        let setting = entry.record.setting
        let (rate, quality) = (entry.record.clipRate.median, entry.record.quality?.overall ?? .nan)
        let tip = "\(setting.label): \(rate.text(decimals: 1)) frames/s, quality \(quality.text(decimals: 3))"
        let radius = 3 + 5 * Double(setting.imageSize) / 1024
        svg.group(tip: tip) { svg in
            svg.circle(
                place, radius: radius, "s\(min(setting.frameStride, 5))", opacity: entry.isOnFront ? 1 : 0.35)
            if setting == recommended { svg.circle(place, radius: radius + 5, "ring") }
            guard entry.isOnFront || setting == recommended else { return }
            let label = "\(setting.batchSize) / \(setting.frameStride) / \(setting.imageSize)"
            let style = setting == recommended ? "strong" : ""
            // Labels go to the upper right of a dot, where nothing else is, except near the right edge, where there is
            // no room.
            if place.x > Self.left + Self.width * 0.85 {
                svg.text(label, at: (place.x, place.y - 16), .middle, style: style)
            } else {
                svg.text(label, at: (place.x + 8, place.y - 10), style: style)
            }
        }
    }

    private func drawLegend(on svg: inout SVG) {
        for (number, stride) in Set(entries.map(\.record.setting.frameStride)).sorted().enumerated() {
            let y = Self.top + 14 + Double(number) * 22
            svg.circle((912, y - 4), radius: 6, "s\(min(stride, 5))")
            svg.text("stride \(stride)", at: (926, y))
        }
    }
}
