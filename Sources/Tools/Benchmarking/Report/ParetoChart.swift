import Evaluation

/// Quality over speed, a dot for each setting, as inline SVG. Colour tells the stride, the dot's size
/// the image size.
struct ParetoChart {
    var entries: [Ranking.Entry]
    var recommended: BenchmarkSetting?

    private static let (left, top, width, height) = (62.0, 30.0, 830.0, 350.0)

    var svg: String {
        let speeds = Axis(over: entries.map(\.record.clipRate.median) + [0])
        let qualities = Axis(over: entries.map { $0.record.quality?.overall ?? .nan })
        var svg = "<svg viewBox=\"0 0 1000 440\" role=\"img\" aria-label=\"Quality over frames per second\">\n"
        svg += grid(speeds, qualities) + frontLine(speeds, qualities)
        // The front last, so that nothing lies over it.
        for entry in entries.sorted(by: { !$0.isOnFront && $1.isOnFront }) { svg += dot(entry, speeds, qualities) }
        return svg + legend + "</svg>\n"
    }

    private func place(_ entry: Ranking.Entry, _ speeds: Axis, _ qualities: Axis) -> (x: Double, y: Double)? {
        guard let quality = entry.record.quality?.overall, quality.isFinite else { return nil }
        return (
            Self.left + speeds.share(of: entry.record.clipRate.median) * Self.width,
            Self.top + (1 - qualities.share(of: quality)) * Self.height
        )
    }

    private func grid(_ speeds: Axis, _ qualities: Axis) -> String {
        let (right, bottom) = (Self.left + Self.width, Self.top + Self.height)
        var svg = ""
        for tick in speeds.ticks {
            let x = Self.left + speeds.share(of: tick) * Self.width
            svg += SVG.line(x, Self.top, x, bottom, "grid")
            svg += SVG.text(x, bottom + 18, speeds.label(tick), anchor: "middle", "soft")
        }
        for tick in qualities.ticks {
            let y = Self.top + (1 - qualities.share(of: tick)) * Self.height
            svg += SVG.line(Self.left, y, right, y, "grid")
            svg += SVG.text(Self.left - 8, y + 4, qualities.label(tick), anchor: "end", "soft")
        }
        svg += SVG.text(Self.left + Self.width / 2, bottom + 42, "frames of the clip per second", anchor: "middle")
        svg += "<text transform=\"translate(14 \((Self.top + Self.height / 2).text(decimals: 0))) rotate(-90)\" "
        return svg + "text-anchor=\"middle\">quality</text>\n"
    }

    private func frontLine(_ speeds: Axis, _ qualities: Axis) -> String {
        let points = entries.filter(\.isOnFront).compactMap { place($0, speeds, qualities) }.sorted { $0.x < $1.x }
        let path = points.map { "\($0.x.text(decimals: 1)),\($0.y.text(decimals: 1))" }.joined(separator: " ")
        return "<polyline class=\"frontline\" points=\"\(path)\"/>\n"
    }

    private func dot(_ entry: Ranking.Entry, _ speeds: Axis, _ qualities: Axis) -> String {
        guard let (x, y) = place(entry, speeds, qualities) else { return "" }
        let setting = entry.record.setting
        let tip =
            "\(setting.label): \(entry.record.clipRate.median.text(decimals: 1)) frames/s, quality "
            + (entry.record.quality?.overall ?? .nan).text(decimals: 3)
        var svg = "<g><title>\(HTMLText.escaped(tip))</title>"
        svg += SVG.circle(
            x, y, radius: Self.radius(setting.imageSize), "s\(min(setting.frameStride, 5))",
            opacity: entry.isOnFront ? 1 : 0.35)
        if setting == recommended { svg += SVG.circle(x, y, radius: Self.radius(setting.imageSize) + 5, "ring") }
        if entry.isOnFront || setting == recommended {
            // Above and to the right of the front nothing stands; at the right edge there is no room.
            let isRight = x > Self.left + Self.width * 0.85
            let label = "\(setting.batchSize) / \(setting.frameStride) / \(setting.imageSize)"
            svg += SVG.text(
                x + (isRight ? 0 : 8), y - (isRight ? 16 : 10), label, anchor: isRight ? "middle" : "start",
                setting == recommended ? "strong" : "")
        }
        return svg + "</g>\n"
    }

    private static func radius(_ imageSize: Int) -> Double { 3 + 5 * Double(imageSize) / 1024 }

    private var legend: String {
        var svg = ""
        for (number, stride) in Set(entries.map(\.record.setting.frameStride)).sorted().enumerated() {
            let y = Self.top + 14 + Double(number) * 22
            svg += SVG.circle(912, y - 4, radius: 6, "s\(min(stride, 5))")
            svg += SVG.text(926, y, "stride \(stride)", anchor: "start")
        }
        return svg
    }
}
