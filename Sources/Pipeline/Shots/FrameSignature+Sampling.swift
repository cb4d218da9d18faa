public import Media

/// Sampling of pictures. Unsafe: it reads the planes through pointers, at positions computed to be inside them.
extension FrameSignature {
    /// The number of sampled points along each side of a cell.
    private static let points = 3

    /// Makes the signature of a picture. It samples the same number of points for every size.
    public init(of picture: some Picture) {
        self = picture.withPlanes { planes in
            let luma = Self.cells(planes.y, stride: planes.yStride, planes.width, planes.height, points: Self.points)
            let (width, height) = (planes.chromaWidth, planes.chromaHeight)
            return FrameSignature(
                luma: luma, blue: Self.cells(planes.u, stride: planes.chromaStride, width, height, points: 1),
                red: Self.cells(planes.v, stride: planes.chromaStride, width, height, points: 1))
        }
    }

    /// Returns the mean of each cell's points.
    private static func cells(
        _ plane: UnsafePointer<UInt8>, stride: Int, _ width: Int, _ height: Int, points: Int
    ) -> [UInt8] {
        let (across, down) = (columns * points, rows * points)
        let offsets = (0..<across).map { (2 * $0 + 1) * width / (2 * across) }
        let area = UInt16(points * points)
        return [UInt8](unsafeUninitializedCapacity: columns * rows) { cells, count in
            offsets.withUnsafeBufferPointer { offsets in
                for row in 0..<rows {
                    for column in 0..<columns { cells[row * columns + column] = 0 }
                    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: columns) { sums in
                        sums.initialize(repeating: 0)
                        for step in 0..<points {
                            let line = plane + (2 * (row * points + step) + 1) * height / (2 * down) * stride
                            for column in 0..<columns {
                                for k in column * points..<column * points + points {
                                    sums[column] &+= UInt16(line[offsets[k]])
                                }
                            }
                        }
                        for column in 0..<columns {
                            cells[row * columns + column] = UInt8(truncatingIfNeeded: (sums[column] + area / 2) / area)
                        }
                    }
                }
            }
            count = columns * rows
        }
    }
}
