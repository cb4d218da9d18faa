import Geometry

/// A flat piece of the stadium: a convex outline on a plane, and its surface.
struct Piece: Sendable {
    /// A point of the plane, and its two axes: orthogonal unit vectors, in metres.
    let origin: Vector
    let u: Vector
    let v: Vector
    /// The corners in (u, v), in order.
    let outline: [Point]
    let surface: any Surface

    /// Creates a rectangle that starts at `origin`.
    init(origin: Vector, u: Vector, v: Vector, width: Double, height: Double, surface: any Surface) {
        self.init(
            origin: origin, u: u, v: v,
            outline: [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)], surface: surface)
    }

    init(origin: Vector, u: Vector, v: Vector, outline: [Point], surface: any Surface) {
        self.origin = origin
        self.u = u
        self.v = v
        self.outline = outline
        self.surface = surface
    }

    /// Returns the outline in the picture: a convex polygon clipped in front of the camera, or an empty array if it is
    /// behind.
    func polygon(in view: CameraView) -> [Point] {
        let near = 0.5
        let corners = outline.map { view.local(origin + u * $0.x + v * $0.y) }
        var clipped: [Vector] = []
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            if corner.z >= near { clipped.append(corner) }
            if (corner.z >= near) != (next.z >= near) {
                clipped.append(corner + (next - corner) * ((near - corner.z) / (next.z - corner.z)))
            }
        }
        return clipped.map(view.image(ofLocal:))
    }
}

/// The appearance of a flat piece of the stadium. It is evaluated for one row of pixels at a time.
protocol Surface: Sendable {
    /// Writes the colour and alpha of every pixel of the run to `row`, which is large enough for all of them.
    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>)
}

/// One row of pixels of a piece, with the points where they meet the plane.
struct SurfaceRun {
    let count: Int
    /// The homogeneous coordinates in the plane of the first pixel's centre, and the increment per pixel.
    let start: SIMD3<Float>
    let step: SIMD3<Float>
    /// The size on the plane, in metres, of a pixel in the middle of the run, averaged over both directions.
    let footprint: Float

    /// Calls `body` with the index of each pixel and its position in the plane, in metres.
    @inline(__always)
    func forEach(_ body: (Int, Float, Float) -> Void) {
        var p = start
        for i in 0..<count {
            let depth = 1 / p.z
            body(i, p.x * depth, p.y * depth)
            p += step
        }
    }
}

/// A surface with a single colour.
struct PlainSurface: Surface {
    let colour: Colour

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        row[0..<run.count].update(repeating: colour)
    }
}

/// Draws flat pieces in perspective. Unsafe buffers: every row is clipped to the canvas before it is accessed.
extension Canvas {
    /// Draws a piece over the canvas, with antialiased edges.
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
        // Scaled so that single precision is accurate for far and near points alike.
        let start = toPlane.apply(first)
        let scale = 1 / abs(start.z)
        return SurfaceRun(
            count: columns.count, start: SIMD3<Float>(start * scale),
            step: SIMD3<Float>(Vector(a.x, b.x, c.x) * scale), footprint: Float(footprint))
    }
}
