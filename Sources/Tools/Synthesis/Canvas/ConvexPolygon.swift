import Geometry

/// A convex polygon in the picture, as half-planes, which finds the pixels of a row that it covers.
struct ConvexPolygon {
    /// The edges: the signed distance in pixels is x * a + y * b + c, positive inside.
    private let edges: [SIMD3<Double>]
    let rows: Range<Int>

    /// Creates a polygon. Returns `nil` if it lies outside a picture of the given height.
    init?(_ corners: [Point], height: Int) {
        guard corners.count >= 3, let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max(),
            bottom > -1, top < Double(height) + 1
        else { return nil }
        var area = 0.0
        for (a, b) in zip(corners, corners[1...] + corners[..<1]) { area += a.x * b.y - b.x * a.y }
        let side = area > 0 ? 1.0 : -1.0
        edges = zip(corners, corners[1...] + corners[..<1]).compactMap { a, b in
            let way = b - a
            let length = way.distance(to: .zero)
            guard length > 1e-9 else { return nil }
            let normal = Point(-way.y, way.x) * (side / length)
            return SIMD3(normal.x, normal.y, -(normal.x * a.x + normal.y * a.y))
        }
        rows = Int(max(0, top - 1))..<Int(min(Double(height), bottom + 1).rounded(.up))
    }

    /// Returns the pixels of a row whose centres are at least `inset` pixels inside every edge.
    func columns(row: Int, inset: Double, width: Int) -> Range<Int> {
        let y = Double(row) + 0.5
        var low = 0.0
        var high = Double(width)
        for edge in edges {
            let rest = edge.y * y + edge.z - inset
            if abs(edge.x) < 1e-9 {
                if rest < 0 { return 0..<0 }
            } else if edge.x > 0 {
                low = max(low, -rest / edge.x)
            } else {
                high = min(high, -rest / edge.x)
            }
        }
        guard low < high else { return 0..<0 }
        let first = Int((low - 0.5).rounded(.up))
        let last = Int((high - 0.5).rounded(.down))
        return max(0, first)..<max(max(0, first), min(width, last + 1))
    }

    /// Returns an approximation of the share of a pixel inside the polygon, 0 to 1, accurate enough for edges.
    func coverage(x: Int, row: Int) -> Float {
        var least = 1.0
        for edge in edges {
            least = min(least, edge.x * (Double(x) + 0.5) + edge.y * (Double(row) + 0.5) + edge.z + 0.5)
        }
        return Float(max(0, least))
    }
}
