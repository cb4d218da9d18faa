package import Geometry

extension CoverageLayer {
    /// Adds a filled box, whose edges may lie between pixels.
    package mutating func fill(_ box: Box) {
        let columns = Self.pixels(from: box.x1, to: box.x2, limit: width)
        let x1 = Float(box.x1)
        let x2 = Float(box.x2)
        for y in Self.pixels(from: box.y1, to: box.y2, limit: height) {
            let rows = Float(min(box.y2, Double(y) + 1) - max(box.y1, Double(y)))
            raise(row: y, from: columns.lowerBound, to: columns.upperBound) { x in
                rows * (min(x2, x + 0.5) - max(x1, x - 0.5))
            }
        }
    }

    /// Adds the outline of a box, `thickness` pixels wide and centred on its edge.
    package mutating func outline(_ box: Box, thickness: Double) {
        let t = thickness / 2
        guard box.width > thickness, box.height > thickness else {
            fill(Box(x1: box.x1 - t, y1: box.y1 - t, x2: box.x2 + t, y2: box.y2 + t))
            return
        }
        fill(Box(x1: box.x1 - t, y1: box.y1 - t, x2: box.x2 + t, y2: box.y1 + t))
        fill(Box(x1: box.x1 - t, y1: box.y2 - t, x2: box.x2 + t, y2: box.y2 + t))
        fill(Box(x1: box.x1 - t, y1: box.y1 + t, x2: box.x1 + t, y2: box.y2 - t))
        fill(Box(x1: box.x2 - t, y1: box.y1 + t, x2: box.x2 + t, y2: box.y2 - t))
    }

    /// Adds a line with round ends, antialiased by the distance of each pixel's centre from it.
    ///
    /// Draws nothing if a coordinate is not finite.
    package mutating func line(from a: Point, to b: Point, thickness: Double) {
        guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite, thickness.isFinite else { return }
        let radius = thickness / 2
        let reach = radius + 1
        let dx = b.x - a.x
        let dy = b.y - a.y
        let squaredLength = dx * dx + dy * dy
        let scale = Float(squaredLength > 0 ? 1 / squaredLength : 0)
        for y in Self.pixels(from: min(a.y, b.y) - reach, to: max(a.y, b.y) + reach, limit: height) {
            // The part of the line that is close to this row, as a range of its length.
            var near = 0.0...1.0
            if abs(dy) > 1e-9 {
                let t1 = (Double(y) - reach - a.y) / dy
                let t2 = (Double(y) + 1 + reach - a.y) / dy
                let low = max(0, min(t1, t2))
                let high = min(1, max(t1, t2))
                if low > high { continue }
                near = low...high
            }
            let end1 = a.x + dx * near.lowerBound
            let end2 = a.x + dx * near.upperBound
            let columns = Self.pixels(from: min(end1, end2) - reach, to: max(end1, end2) + reach, limit: width)
            let py = Float(Double(y) + 0.5 - a.y)
            let (ax, fx, fy, fr) = (Float(a.x), Float(dx), Float(dy), Float(radius))
            raise(row: y, from: columns.lowerBound, to: columns.upperBound) { x in
                let px = x - ax
                let t = max(0, min(1, (px * fx + py * fy) * scale))
                let ex = px - t * fx
                let ey = py - t * fy
                return fr + 0.5 - (ex * ex + ey * ey).squareRoot()
            }
        }
    }

    /// Adds a filled circle.
    package mutating func disc(_ center: Point, radius: Double) {
        line(from: center, to: center, thickness: radius * 2)
    }

    /// Adds the outline of a circle.
    package mutating func ring(_ center: Point, radius: Double, thickness: Double) {
        let reach = radius + thickness / 2 + 1
        let columns = Self.pixels(from: center.x - reach, to: center.x + reach, limit: width)
        let (cx, r, half) = (Float(center.x), Float(radius), Float(thickness / 2))
        for y in Self.pixels(from: center.y - reach, to: center.y + reach, limit: height) {
            let dy = Float(Double(y) + 0.5 - center.y)
            raise(row: y, from: columns.lowerBound, to: columns.upperBound) { x in
                let distance = ((x - cx) * (x - cx) + dy * dy).squareRoot()
                return half + 0.5 - abs(distance - r)
            }
        }
    }
}

extension CoverageLayer {
    /// Adds a small triangle that points down at the middle of a box's upper edge.
    mutating func pointer(above box: Box, size: Double) {
        let tip = Point(box.center.x, box.y1 - size * 0.4)
        let rows = Self.pixels(from: tip.y - size, to: tip.y, limit: height)
        for y in rows {
            let half = (tip.y - Double(y) - 0.5) * 0.6
            guard half > 0 else { continue }
            let columns = Self.pixels(from: tip.x - half - 1, to: tip.x + half + 1, limit: width)
            let (middle, reach) = (Float(tip.x), Float(half))
            raise(row: y, from: columns.lowerBound, to: columns.upperBound) { x in reach + 0.5 - abs(x - middle) }
        }
    }
}

extension CoverageLayer {
    /// Adds a text.
    ///
    /// - Parameters:
    ///   - text: The text. A character without a glyph leaves a gap.
    ///   - origin: The upper left corner of the first capital.
    ///   - size: The height of capitals, in pixels.
    ///   - extra: Widens the strokes on each side, to draw a dark edge below light letters.
    package mutating func text(_ text: String, at origin: Point, size: Double, extra: Double = 0) {
        let stroke = max(1, size / 6.5)
        let scale = (size - stroke) / StrokeFont.gridHeight
        let advance = StrokeFont.advance * size / StrokeFont.gridHeight
        for (index, character) in text.uppercased().enumerated() {
            let corner = Point(origin.x + Double(index) * advance + stroke / 2, origin.y + stroke / 2)
            for points in StrokeFont.strokes(of: character) ?? [] {
                for (a, b) in zip(points, points.dropFirst()) {
                    line(from: corner + a * scale, to: corner + b * scale, thickness: stroke + 2 * extra)
                }
            }
        }
    }
}
