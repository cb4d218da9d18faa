import Geometry
import Media
import Observations

extension FrameRenderer {
    /// Draws a line with the frame index, the time, and a legend with the colour, name and count of each class.
    func drawHeader(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        guard pen.height >= 120 else { return }
        let size = pen.textSize
        let gap = size * 1.3
        let margin = (pen.height / 48).rounded()
        let barHeight = size * 2.2
        let top = pen.height - margin - barHeight
        let title = "FRAME \(frame.index)  \(Self.clock(frame.time))"
        var items = legend(of: frame)
        func length(_ items: [LegendItem]) -> Double {
            items.reduce(StrokeFont.width(of: title, size: size) + 2 * gap) {
                $0 + gap + size * 1.6 + StrokeFont.width(of: $1.text, size: size)
            }
        }
        // The radar occupies the right side.
        let room = settings.radar ? pen.width * 0.7 : pen.width - 2 * margin
        while length(items) > room, !items.isEmpty { items.removeLast() }
        guard length(items) <= pen.width - 2 * margin else { return }

        pen.layer.fill(Box(x1: margin, y1: top, x2: margin + length(items), y2: top + barHeight))
        pen.paint(Palette.panel, opacity: 0.72, onto: &picture)
        let baseline = top + (barHeight - size) / 2
        var x = margin + gap
        pen.layer.text(title, at: Point(x, baseline), size: size)
        x += StrokeFont.width(of: title, size: size) + gap
        var swatches: [(Box, RGBColour)] = []
        for item in items {
            swatches.append((Box(x1: x, y1: baseline, x2: x + size, y2: baseline + size), item.colour))
            pen.layer.text(item.text, at: Point(x + size * 1.6, baseline), size: size)
            x += size * 1.6 + StrokeFont.width(of: item.text, size: size) + gap
        }
        pen.paint(.white, onto: &picture)
        for (box, colour) in swatches {
            pen.layer.fill(box)
            pen.paint(colour, onto: &picture)
        }
    }

    private struct LegendItem {
        var text: String
        var colour: RGBColour
    }

    /// Returns the legend. Players are listed by team if any player has one.
    private func legend(of frame: AnnotatedFrame) -> [LegendItem] {
        func count(_ matches: (AnnotatedObject) -> Bool) -> Int { frame.objects.count(where: matches) }
        var items: [LegendItem] = []
        if frame.objects.contains(where: { $0.objectClass == .player && $0.team != nil }) {
            for (team, colour) in Palette.teams.enumerated() {
                let players = count { $0.objectClass == .player && $0.team == team }
                items.append(LegendItem(text: "TEAM \(team) \(players)", colour: colour))
            }
        } else {
            let players = count { $0.objectClass == .player }
            items.append(LegendItem(text: "PLAYER \(players)", colour: Palette.player))
        }
        for objectClass in [ObjectClass.goalkeeper, .referee, .ball] {
            items.append(
                LegendItem(
                    text: "\(objectClass.name.uppercased()) \(count { $0.objectClass == objectClass })",
                    colour: Palette.colour(of: objectClass)))
        }
        return items
    }

    /// Formats a time as minutes, seconds and hundredths, such as 1:05.32. Returns 0:00.00 for NaN and times that are
    /// not positive.
    static func clock(_ seconds: Double) -> String {
        let hundredths = seconds > 0 && seconds < 1e9 ? Int((seconds * 100).rounded()) : 0
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(hundredths / 6000):\(two(hundredths / 100 % 60)).\(two(hundredths % 100))"
    }
}
