import Geometry
import Media
import Rendering

/// The score and clock that a broadcaster overlays on the picture.
struct ScoreOverlay: Hashable, Sendable {
    private let names: [String]
    private let score: [Int]
    private let colours: [RGBColour]
    private let startMinute: Int
    private let dark: Bool
    private let atRight: Bool

    private static let places = ["NOR", "SUD", "EAS", "WES", "RIV", "HAR", "VAL", "MON", "LAK", "FOR", "BAY", "ISL"]

    init(wardrobe: Wardrobe, random: inout RandomSource) {
        let first = random.index(below: Self.places.count)
        let second = (first + 1 + random.index(below: Self.places.count - 1)) % Self.places.count
        names = [Self.places[first], Self.places[second]]
        score = [random.index(below: 4), random.index(below: 4)]
        colours = wardrobe.teams.map { kit in
            let shirt = (kit.shirt * 255).rounded(.toNearestOrEven)
            return RGBColour(red: UInt8(shirt.x), green: UInt8(shirt.y), blue: UInt8(shirt.z))
        }
        startMinute = random.index(below: 85)
        dark = random.chance(0.6)
        atRight = random.chance(0.12)
    }

    /// Returns the box that the overlay hides, or `nil` if the picture is too small for it.
    func box(width: Int, height: Int) -> Box? {
        let unit = Double(height) / 720
        let box = Box(x1: 56 * unit, y1: 34 * unit, x2: 376 * unit, y2: 64 * unit)
        guard height >= 120, box.x2 < Double(width) * 0.9 else { return nil }
        guard atRight else { return box }
        return Box(x1: Double(width) - box.x2, y1: box.y1, x2: Double(width) - box.x1, y2: box.y2)
    }

    /// Draws the overlay.
    ///
    /// - Parameters:
    ///   - picture: The picture.
    ///   - time: The time since the start of the clip, in seconds.
    func draw(on picture: inout PictureBuffer, time: Double) {
        guard let box = box(width: picture.width, height: picture.height) else { return }
        var layer = CoverageLayer(width: picture.width, height: picture.height)
        let description = picture.colour
        func paint(_ colour: RGBColour) {
            layer.paint(SampleColour(colour, in: description), onto: &picture)
        }
        let unit = box.height / 30
        func part(_ from: Double, _ to: Double) -> Box {
            Box(x1: box.x1 + from * unit, y1: box.y1, x2: box.x1 + to * unit, y2: box.y2)
        }
        let ground = dark ? RGBColour(hex: 0x10192B) : RGBColour(hex: 0xF2F4F7)
        layer.fill(box)
        paint(ground)
        layer.fill(part(100, 180))
        layer.fill(part(262, 320))
        paint(RGBColour(hex: dark ? 0x1D6FE0 : 0x14213A))
        for (index, from) in [0.0, 252].enumerated() {
            layer.fill(part(from, from + 10))
            paint(colours[index])
        }
        func write(_ text: String, middle: Double) {
            let size = 12 * unit
            let width = StrokeFont.width(of: text, size: size)
            layer.text(
                text, at: Point(box.x1 + middle * unit - width / 2, box.y1 + (box.height - size) / 2), size: size,
                extra: 0.2 * unit)
        }
        write(names[0], middle: 55)
        write(names[1], middle: 216)
        paint(ground.readableInk)
        write("\(score[0]) - \(score[1])", middle: 140)
        let seconds = Int(max(0, min(time, 1e6)))
        let minute = startMinute + seconds / 60
        let second = seconds % 60
        write("\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)", middle: 291)
        paint(.white)
    }
}
