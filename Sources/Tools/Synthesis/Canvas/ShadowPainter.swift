import Geometry

/// Paints the shadows of bodies on the grass. It computes them in metres on the ground, so that they are correct at any
/// angle.
struct ShadowPainter {
    private let view: CameraView
    private let toGround: Matrix3

    init?(view: CameraView) {
        guard let inverse = view.groundToImage.inverse else { return nil }
        self.view = view
        toGround = inverse
    }

    /// Darkens the ground where `parts` block the light of each lamp.
    func draw(_ parts: [FigurePart], lighting: Lighting, reach: Float, on canvas: inout Canvas) {
        for lamp in lighting.lamps {
            let strength = lamp.share * reach
            guard strength > 0.02, lamp.direction.z > 0.05 else { continue }
            let bars = parts.filter(\.castsShadow).map { bar($0, lamp.direction) }
            draw(bars, softness: lighting.softness, strength: strength, on: &canvas)
        }
    }

    /// A band on the ground, given by its ends and half its width, in metres.
    private struct Bar {
        let a: Point
        let b: Point
        let radius: Double
        private let way: Point
        private let scale: Double

        init(a: Point, b: Point, radius: Double) {
            self.a = a
            self.b = b
            self.radius = radius
            way = b - a
            let squared = way.x * way.x + way.y * way.y
            scale = squared > 0 ? 1 / squared : 0
        }

        /// Returns the squared distance of a point from the centre line.
        @inline(__always)
        func squaredDistance(_ x: Double, _ y: Double) -> Double {
            let (px, py) = (x - a.x, y - a.y)
            let along = max(0, min(1, (px * way.x + py * way.y) * scale))
            let (dx, dy) = (px - way.x * along, py - way.y * along)
            return dx * dx + dy * dy
        }
    }

    private func bar(_ part: FigurePart, _ direction: Vector) -> Bar {
        func fall(_ p: Vector) -> Point {
            let drop = p - direction * (p.z / direction.z)
            return Point(drop.x, drop.y)
        }
        switch part.shape {
        case .capsule(let a, let b, let ra, let rb):
            return Bar(a: fall(a), b: fall(b), radius: (ra + rb) / 2)
        case .slab(let a, let b, let c, let d, let radius):
            return Bar(a: fall((a + b) * 0.5), b: fall((c + d) * 0.5), radius: radius + 0.07)
        }
    }

    private func draw(_ bars: [Bar], softness: Double, strength: Float, on canvas: inout Canvas) {
        var low = Point(.infinity, .infinity)
        var high = Point(-.infinity, -.infinity)
        for bar in bars {
            for end in [bar.a, bar.b] {
                for corner in [Point(-1, -1), Point(1, -1), Point(1, 1), Point(-1, 1)] {
                    let reach = end + corner * (bar.radius + softness)
                    guard let p = view.project(Vector(reach.x, reach.y, 0)) else { return }
                    low = Point(min(low.x, p.x), min(low.y, p.y))
                    high = Point(max(high.x, p.x), max(high.y, p.y))
                }
            }
        }
        let columns = Self.range(low.x, high.x, canvas.width)
        for row in Self.range(low.y, high.y, canvas.height) {
            var ground = toGround.apply(Vector(Double(columns.lowerBound) + 0.5, Double(row) + 0.5, 1))
            let step = Vector(toGround.m[0], toGround.m[3], toGround.m[6])
            for column in columns {
                let depth = 1 / ground.z
                let (x, y) = (ground.x * depth, ground.y * depth)
                ground += step
                var cover = 0.0
                for bar in bars {
                    let reach = bar.radius + softness / 2
                    let squared = bar.squaredDistance(x, y)
                    if squared < reach * reach { cover = max(cover, (reach - squared.squareRoot()) / softness) }
                }
                guard cover > 0 else { continue }
                let i = row * canvas.width + column
                canvas.pixels[i] = canvas.pixels[i].lit(by: 1 - strength * Float(min(1, cover)))
            }
        }
    }

    private static func range(_ low: Double, _ high: Double, _ limit: Int) -> Range<Int> {
        guard low < Double(limit), high > 0, low <= high else { return 0..<0 }
        let first = Int(max(0, low))
        return first..<max(first, min(limit, Int(min(high, Double(limit))) + 1))
    }
}
