/// What a flat piece of the stadium looks like, asked for one row of pixels at a time.
protocol Surface: Sendable {
    /// Writes the colour and alpha of every pixel of the run to `row`, which has room for all of them.
    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>)
}

/// One row of pixels of a piece: where each of them meets the plane.
struct SurfaceRun {
    let count: Int
    /// Homogeneous coordinates in the plane of the first pixel's centre, and what each pixel adds.
    let start: SIMD3<Float>
    let step: SIMD3<Float>
    /// Metres of the plane that a pixel in the middle of the run covers, the mean of both directions.
    let footprint: Float

    /// Calls `body` with each pixel's number and its place in the plane, metres.
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

/// One colour everywhere.
struct PlainSurface: Surface {
    let colour: Colour

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        row[0..<run.count].update(repeating: colour)
    }
}
