package import Media

extension CoverageLayer {
    /// Paints `colour` where the layer is covered, blended by coverage and `opacity` (0 to 1), and clears the layer.
    ///
    /// A chroma sample belongs to four pixels and uses the mean of their coverage, so that colours stay inside their
    /// shape.
    package mutating func paint(_ colour: SampleColour, opacity: Double = 1, onto picture: inout PictureBuffer) {
        let opacity = UInt16(max(0, min(1, opacity)) * 256)
        for tile in touchedTiles {
            isTouched[tile] = false
            let x = (tile % tilesPerRow) * Self.tileSize
            let y = (tile / tilesPerRow) * Self.tileSize
            let columns = x..<min(x + Self.tileSize, width)
            let rows = y..<min(y + Self.tileSize, height)
            paintLuma(colour.y, opacity, columns, rows, &picture.y)
            paintChroma(colour.u, opacity, columns, rows, &picture.u)
            paintChroma(colour.v, opacity, columns, rows, &picture.v)
            coverage.withUnsafeMutableBufferPointer { coverage in
                for row in rows {
                    coverage[(row * width + columns.lowerBound)..<(row * width + columns.upperBound)].update(
                        repeating: 0)
                }
            }
        }
        touchedTiles.removeAll(keepingCapacity: true)
    }

    private func paintLuma(
        _ value: UInt8, _ opacity: UInt16, _ columns: Range<Int>, _ rows: Range<Int>, _ plane: inout [UInt8]
    ) {
        coverage.withUnsafeBufferPointer { coverage in
            plane.withUnsafeMutableBufferPointer { plane in
                for row in rows {
                    for i in (row * width + columns.lowerBound)..<(row * width + columns.upperBound) {
                        plane[i] = Self.mix(plane[i], value, UInt16(coverage[i]), opacity)
                    }
                }
            }
        }
    }

    private func paintChroma(
        _ value: UInt8, _ opacity: UInt16, _ columns: Range<Int>, _ rows: Range<Int>, _ plane: inout [UInt8]
    ) {
        let chromaWidth = (width + 1) / 2
        coverage.withUnsafeBufferPointer { coverage in
            plane.withUnsafeMutableBufferPointer { plane in
                for cy in (rows.lowerBound / 2)..<((rows.upperBound + 1) / 2) {
                    // At an odd edge, the last pixel replaces its missing neighbour.
                    let top = cy * 2 * width
                    let bottom = min(cy * 2 + 1, height - 1) * width
                    for cx in (columns.lowerBound / 2)..<((columns.upperBound + 1) / 2) {
                        let left = cx * 2
                        let right = min(left + 1, width - 1)
                        let sum =
                            UInt16(coverage[top + left]) + UInt16(coverage[top + right])
                            + UInt16(coverage[bottom + left]) + UInt16(coverage[bottom + right])
                        let i = cy * chromaWidth + cx
                        plane[i] = Self.mix(plane[i], value, (sum + 2) / 4, opacity)
                    }
                }
            }
        }
    }

    /// Blends two samples by coverage, 0 to 255, and opacity, 0 to 256. Returns exactly `above` if both are at their
    /// maximum.
    @inline(__always)
    private static func mix(_ below: UInt8, _ above: UInt8, _ coverage: UInt16, _ opacity: UInt16) -> UInt8 {
        // All products fit into 16 bits, so that eight pixels fit into a vector.
        let share = (coverage &* opacity &+ 128) >> 8
        let weight = share &+ (share &+ 1) >> 8
        return UInt8(truncatingIfNeeded: (UInt16(below) &* (256 &- weight) &+ UInt16(above) &* weight &+ 128) >> 8)
    }
}
