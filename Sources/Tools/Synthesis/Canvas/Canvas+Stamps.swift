extension Canvas {
    /// Lays a figure over what is there; its solid pixels belong to `owner`.
    mutating func lay(_ stamp: FigureStamp, owner: UInt8) {
        let columns = max(0, stamp.x)..<max(0, stamp.x, min(width, stamp.x + stamp.width))
        let rows = max(0, stamp.y)..<max(0, stamp.y, min(height, stamp.y + stamp.height))
        for y in rows {
            let source = (y - stamp.y) * stamp.width - stamp.x
            for x in columns {
                let pixel = stamp.pixels[source + x]
                guard pixel.w > 0 else { continue }
                pixels[y * width + x] = pixels[y * width + x] * (1 - pixel.w) + pixel
                if FigureStamp.isSolid(pixel) { owners[y * width + x] = owner }
            }
        }
    }

    /// How many pixels each owner has that `hidden` does not cover.
    func visibleAreas(hidden: (_ x: Int, _ y: Int) -> Bool) -> [Int] {
        var areas = [Int](repeating: 0, count: 256)
        owners.withUnsafeBufferPointer { owners in
            for y in 0..<height {
                for x in 0..<width {
                    let owner = owners[y * width + x]
                    if owner != 0, !hidden(x, y) { areas[Int(owner)] += 1 }
                }
            }
        }
        return areas
    }
}
