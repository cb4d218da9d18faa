import Geometry

/// The blur of lens and motion. Unsafe buffers: every index is clamped to its row or column.
extension Canvas {
    /// Smears every row over `length` pixels, like a pan while the shutter is open.
    mutating func smearRows(length: Double) {
        guard length > 0.3, width > 1 else { return }
        let width = width
        let reach = min(width, Int(max(0, (length - 1) / 2)))
        let rest = Float(max(0, (length - 1) / 2 - Double(reach)))
        let weight = 1 / (Float(2 * reach + 1) + 2 * rest)
        withUnsafeTemporaryAllocation(of: Colour.self, capacity: width + 2 * reach + 2) { padded in
            padded.initialize(repeating: .zero)
            let offset = reach + 1
            pixels.withUnsafeMutableBufferPointer { pixels in
                for y in 0..<height {
                    let row = y * width
                    for i in 0..<offset { padded[i] = pixels[row] }
                    for x in 0..<width { padded[x + offset] = pixels[row + x] }
                    for i in (width + offset)..<padded.count { padded[i] = pixels[row + width - 1] }
                    var sum = Colour.zero
                    for i in 1...(2 * reach + 1) { sum += padded[i] }
                    for x in 0..<width {
                        let ends = (padded[x] + padded[x + 2 * reach + 2]) * rest
                        pixels[row + x] = (sum + ends) * weight
                        sum += padded[x + 2 * reach + 2] - padded[x + 1]
                    }
                }
            }
        }
    }

    /// Blurs in both directions, close to a Gaussian with the given deviation in pixels.
    mutating func soften(deviation: Double) {
        let variance = deviation * deviation
        guard variance > 0.01 else { return }
        let passes = max(1, Int((variance / 0.6).rounded(.up)))
        let side = Float(variance / Double(passes) / 2)
        for _ in 0..<passes { softenOnce(side: side) }
    }

    /// Applies the kernel (side, 1 - 2 side, side) once, to rows and columns together.
    private mutating func softenOnce(side: Float) {
        let (width, height) = (width, height)
        let centre = 1 - 2 * side
        pixels.withUnsafeMutableBufferPointer { pixels in
            withUnsafeTemporaryAllocation(of: Colour.self, capacity: 2 * width) { lines in
                lines.initialize(repeating: .zero)
                // The previous row before its vertical blur, and the current row.
                for y in 0..<height {
                    let row = y * width
                    let (above, here) = y & 1 == 0 ? (width, 0) : (0, width)
                    var left = pixels[row]
                    for x in 0..<width {
                        let own = pixels[row + x]
                        let right = pixels[row + min(x + 1, width - 1)]
                        lines[here + x] = own * centre + (left + right) * side
                        left = own
                    }
                    // Row y - 1 already contains its own share and that of the row above; it lacks the share of this
                    // row.
                    for x in 0..<width {
                        let own = lines[here + x]
                        pixels[row + x] = own * centre + (y > 0 ? lines[above + x] : own) * side
                        if y > 0 { pixels[row - width + x] += own * side }
                        if y == height - 1 { pixels[row + x] += own * side }
                    }
                }
            }
        }
    }

    /// Smears every column over `length` pixels.
    mutating func smearColumns(length: Double) {
        guard length > 0.8 else { return }
        // A tilt is slow, so the cheaper soft kernel with the same deviation suffices.
        let variance = min(9, length * length / 12)
        let passes = max(1, Int((variance / 0.6).rounded(.up)))
        let side = Float(variance / Double(passes) / 2)
        let (width, height) = (width, height)
        for _ in 0..<passes {
            pixels.withUnsafeMutableBufferPointer { pixels in
                for x in 0..<width {
                    var above = pixels[x]
                    for y in 0..<height {
                        let own = pixels[y * width + x]
                        let below = pixels[min(y + 1, height - 1) * width + x]
                        pixels[y * width + x] = own * (1 - 2 * side) + (above + below) * side
                        above = own
                    }
                }
            }
        }
    }

    /// Returns the canvas enlarged and distorted, as it appears in the picture.
    func warped(by warp: PictureWarp) -> Canvas {
        var result = Canvas(width: warp.width, height: warp.height)
        for y in 0..<warp.height {
            for x in 0..<warp.width {
                let p = warp.source(.init(Double(x) + 0.5, Double(y) + 0.5))
                let px = max(0, min(Double(width - 1), p.x - 0.5))
                let py = max(0, min(Double(height - 1), p.y - 0.5))
                let (x0, y0) = (Int(px), Int(py))
                let (x1, y1) = (min(x0 + 1, width - 1), min(y0 + 1, height - 1))
                let (fx, fy) = (Float(px - Double(x0)), Float(py - Double(y0)))
                let top = pixels[y0 * width + x0].mixed(with: pixels[y0 * width + x1], fx)
                let bottom = pixels[y1 * width + x0].mixed(with: pixels[y1 * width + x1], fx)
                result.pixels[y * warp.width + x] = top.mixed(with: bottom, fy)
            }
        }
        return result
    }
}
