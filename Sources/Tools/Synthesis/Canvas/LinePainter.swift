import Geometry
import Pitch

/// Paints the lines of the pitch as bands of their real width, by the exact area that they cover.
///
/// A line of 12 cm is thinner than a pixel at the far side of the pitch, so the coverage must be exact: each row of
/// pixels is divided into sixteen horizontal cuts with exact ends.
struct LinePainter: Sendable {
    /// The corners of each band on the ground, in metres.
    private let quads: [[Point]]
    private let paint: Colour
    private let wear: Float
    private let noise: ValueNoise

    private static let cuts = 16
    /// The longest segment, in metres. Segments are short, so that their bounding boxes contain few other pixels.
    private static let longest = 2.0

    init(style: SceneStyle) {
        let plan = style.plan
        let half = PitchPlan.lineWidth / 2
        var quads: [[Point]] = []
        for line in plan.paintedLines {
            for (a, b) in zip(line, line.dropFirst()) {
                let way = b - a
                let length = way.distance(to: .zero)
                guard length > 1e-6 else { continue }
                let unit = way * (half / length)
                let aside = Point(-unit.y, unit.x)
                // Straight lines extend into their corners; the short segments of an arc already overlap.
                let ahead = length > 2 ? unit : .zero
                let count = max(1, Int((length / Self.longest).rounded(.up)))
                for piece in 0..<count {
                    let from = a + way * (Double(piece) / Double(count)) - (piece == 0 ? ahead : .zero)
                    let to = a + way * (Double(piece + 1) / Double(count)) + (piece == count - 1 ? ahead : .zero)
                    quads.append([from + aside, to + aside, to - aside, from - aside])
                }
            }
        }
        self.quads = quads + plan.paintedSpots
        paint = Colour(grey: style.turf.paint)
        wear = style.turf.paintWear
        noise = ValueNoise(seed: style.seed, stream: 13)
    }

    /// Draws the lines onto the ground.
    func draw(on canvas: inout Canvas, view: CameraView, lighting: Lighting) {
        guard let toGround = view.groundToImage.inverse else { return }
        var mask = [Float](repeating: 0, count: canvas.width * canvas.height)
        var spans = [Range<Int>](repeating: 0..<0, count: canvas.height)
        for quad in quads {
            let corners = quad.compactMap { view.project(Vector($0.x, $0.y, 0)) }
            guard corners.count == quad.count else { continue }
            Self.cover(corners, canvas.width, canvas.height, &mask, &spans)
        }
        for (y, span) in spans.enumerated() {
            for x in span where mask[y * canvas.width + x] > 0 {
                let i = y * canvas.width + x
                let ground = toGround.apply(Vector(Double(x) + 0.5, Double(y) + 0.5, 1))
                let place = Point(ground.x / ground.z, ground.y / ground.z)
                let worn = wear * (0.6 + 0.5 * noise.layered(Float(place.x) * 2.3, Float(place.y) * 2.3, octaves: 3))
                let light = lighting.light(at: place)
                let cover = min(1, mask[i]) * max(0, min(1, 1 - worn))
                canvas.pixels[i] = canvas.pixels[i].mixed(with: paint.lit(by: light), cover)
            }
        }
    }

    /// Adds the area of a convex polygon to each pixel of the mask.
    private static func cover(
        _ corners: [Point], _ width: Int, _ height: Int, _ mask: inout [Float], _ spans: inout [Range<Int>]
    ) {
        let top = corners.reduce(Double.infinity) { min($0, $1.y) }
        let bottom = corners.reduce(-Double.infinity) { max($0, $1.y) }
        guard bottom > 0, top < Double(height) else { return }
        let first = Int(max(0, top) * Double(cuts))
        let last = Int(min(Double(height), bottom) * Double(cuts))
        guard first <= last else { return }
        for cut in first...last where cut < height * cuts {
            let y = (Double(cut) + 0.5) / Double(cuts)
            var (left, right) = (Double.infinity, -Double.infinity)
            for (index, a) in corners.enumerated() {
                let b = corners[index + 1 == corners.count ? 0 : index + 1]
                guard (a.y > y) != (b.y > y) else { continue }
                let x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)
                left = min(left, x)
                right = max(right, x)
            }
            left = max(0, left)
            right = min(Double(width), right)
            guard left < right else { continue }
            let row = cut / cuts
            let columns = Int(left)..<min(width, Int(right) + 1)
            for x in columns {
                let part = min(right, Double(x) + 1) - max(left, Double(x))
                mask[row * width + x] += Float(max(0, part)) / Float(cuts)
            }
            spans[row] =
                spans[row].isEmpty
                ? columns
                : min(spans[row].lowerBound, columns.lowerBound)..<max(spans[row].upperBound, columns.upperBound)
        }
    }
}

extension PitchPlan {
    var middle: Point { Point(length / 2, width / 2) }

    /// The width of every line, in metres (Law 1: at most 12 cm).
    static let lineWidth = 0.12

    /// The centre line of every painted line, including the corner arcs but not the spots.
    var paintedLines: [[Point]] {
        lines.filter { $0.kind != .spot }.map(\.points) + corners.map(cornerArc)
    }

    /// The penalty spots and the centre spot, as areas.
    var paintedSpots: [[Point]] { lines.filter { $0.kind == .spot }.map(\.points) }

    var corners: [Point] { [Point(0, 0), Point(length, 0), Point(length, width), Point(0, width)] }

    private func cornerArc(_ corner: Point) -> [Point] {
        let (inX, inY) = (corner.x == 0 ? 1.0 : -1, corner.y == 0 ? 1.0 : -1)
        return (0...6).map { step in
            let angle = Double(step) / 6 * Trigonometry.pi / 2
            return corner + Point(inX * Trigonometry.cos(angle), inY * Trigonometry.sin(angle))
        }
    }
}
