/// Draws flat pieces in perspective. Unsafe buffers: every row is clipped to the canvas before it is touched.
extension Canvas {
    /// Draws a piece over what is there, its edges antialiased.
    mutating func draw(_ piece: Piece, in view: CameraView) {
        guard let polygon = ConvexPolygon(piece.polygon(in: view), height: height),
            let toPlane = view.planeToImage(origin: piece.origin, u: piece.u, v: piece.v).inverse
        else { return }
        let width = self.width
        withUnsafeTemporaryAllocation(of: Colour.self, capacity: width) { scratch in
            scratch.initialize(repeating: .zero)
            pixels.withUnsafeMutableBufferPointer { pixels in
                for row in polygon.rows {
                    let outer = polygon.columns(row: row, inset: -0.5, width: width)
                    guard !outer.isEmpty else { continue }
                    let inner = polygon.columns(row: row, inset: 0.5, width: width)
                    piece.surface.shade(Self.run(toPlane, columns: outer, row: row), into: scratch)
                    for x in outer {
                        let colour = scratch[x - outer.lowerBound]
                        let coverage = inner.contains(x) ? colour.w : colour.w * polygon.coverage(x: x, row: row)
                        let i = row * width + x
                        pixels[i] = pixels[i].mixed(with: colour, coverage)
                    }
                }
            }
        }
    }

    private static func run(_ toPlane: Matrix3, columns: Range<Int>, row: Int) -> SurfaceRun {
        let first = Vector(Double(columns.lowerBound) + 0.5, Double(row) + 0.5, 1)
        let middle = first + Vector(Double(columns.count) / 2, 0, 0)
        func place(_ pixel: Vector) -> Vector {
            let p = toPlane.apply(pixel)
            return p / p.z
        }
        let here = place(middle)
        let across = place(middle + Vector(1, 0, 0)) - here
        let down = place(middle + Vector(0, 1, 0)) - here
        let footprint = abs(across.x * down.y - across.y * down.x).squareRoot()
        let (a, b, c) = toPlane.rows
        // Scaled so that single precision holds far and near places alike.
        let start = toPlane.apply(first)
        let scale = 1 / abs(start.z)
        return SurfaceRun(
            count: columns.count, start: SIMD3<Float>(start * scale),
            step: SIMD3<Float>(Vector(a.x, b.x, c.x) * scale), footprint: Float(footprint))
    }
}
