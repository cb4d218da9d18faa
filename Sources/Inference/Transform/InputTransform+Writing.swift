import Media

/// The pass over the planes. Unsafe: it writes into the tensor's memory through pointers.
extension InputTransform {
    /// What stands around the picture: the grey of Ultralytics and YOLOX, and its like in YUV.
    private static let grey: UInt8 = 114
    private static let neutralChroma: UInt8 = 128

    /// Writes one picture.
    ///
    /// - Precondition: the planes are of the size that the transform was made for, the tensor of `byteCount` bytes.
    func write(_ planes: YUVPlanes, into tensor: UnsafeMutableRawBufferPointer) {
        precondition(planes.width == letterbox.sourceWidth && planes.height == letterbox.sourceHeight)
        precondition(tensor.count == byteCount)
        guard let base = tensor.baseAddress else { return }
        // One row of sums, and four scaled rows.
        let sums = UnsafeMutablePointer<UInt16>.allocate(capacity: planes.width)
        let rows = UnsafeMutablePointer<UInt8>.allocate(capacity: 6 * letterbox.modelWidth)
        defer {
            sums.deallocate()
            rows.deallocate()
        }
        switch layout {
        case .yuv420SpaceToDepth: writeSplit(planes, into: base, sums: sums, row: rows)
        case .rgbUnit, .bgrByte: writeColours(planes, into: base, sums: sums, rows: rows)
        }
    }

    private func writeSplit(
        _ planes: YUVPlanes, into base: UnsafeMutableRawPointer, sums: UnsafeMutablePointer<UInt16>,
        row: UnsafeMutablePointer<UInt8>
    ) {
        let (width, height) = (letterbox.modelWidth / 2, letterbox.modelHeight / 2)
        let (left, top) = (letterbox.left / 2, letterbox.top / 2)
        let (contentWidth, contentHeight) = (letterbox.contentWidth / 2, letterbox.contentHeight / 2)
        let tensor = base.assumingMemoryBound(to: UInt8.self)
        let channels = (0..<6).map { tensor + $0 * width * height }
        for (index, channel) in channels.enumerated() {
            fillAround(channel, value: index < 4 ? Self.grey : Self.neutralChroma, halved: true)
        }
        for y in 0..<contentHeight {
            let at = channels.map { $0 + (top + y) * width + left }
            for half in 0..<2 {
                let (even, odd) = (at[2 * half], at[2 * half + 1])
                if luma.method == .halve {
                    let first = planes.y + (4 * y + 2 * half) * planes.yStride
                    RowKernels.halveSplit(first, first + planes.yStride, even: even, odd: odd, count: contentWidth)
                } else {
                    luma.row(2 * y + half, of: planes.y, stride: planes.yStride, into: row, sums: sums)
                    RowKernels.split(row, even: even, odd: odd, count: contentWidth)
                }
            }
            chroma.row(y, of: planes.u, stride: planes.chromaStride, into: at[4], sums: sums)
            chroma.row(y, of: planes.v, stride: planes.chromaStride, into: at[5], sums: sums)
            if let conversion {
                ColourKernels.convertInPlace(
                    luma: Array(at[..<4]), u: at[4], v: at[5], conversion: conversion, count: contentWidth)
            }
        }
    }

    private func writeColours(
        _ planes: YUVPlanes, into base: UnsafeMutableRawPointer, sums: UnsafeMutablePointer<UInt16>,
        rows: UnsafeMutablePointer<UInt8>
    ) {
        guard let conversion else { return }
        let (width, count) = (letterbox.modelWidth, letterbox.contentWidth)
        let size = width * letterbox.modelHeight
        let order = layout == .bgrByte ? [2, 1, 0] : [0, 1, 2]
        let factor = 1 / (layout.byteDivisor ?? 1)
        let (y, u, v) = (rows, rows + width, rows + 2 * width)
        for channel in 0..<3 {
            if element == .uint8 {
                fillAround(base.assumingMemoryBound(to: UInt8.self) + channel * size, value: Self.grey, halved: false)
            } else {
                let grey = Float(Self.grey) * factor
                fillAround(base.assumingMemoryBound(to: Float.self) + channel * size, value: grey, halved: false)
            }
        }
        for index in 0..<letterbox.contentHeight {
            luma.row(index, of: planes.y, stride: planes.yStride, into: y, sums: sums)
            chroma.row(index, of: planes.u, stride: planes.chromaStride, into: u, sums: sums)
            chroma.row(index, of: planes.v, stride: planes.chromaStride, into: v, sums: sums)
            let start = (letterbox.top + index) * width + letterbox.left
            if element == .uint8 {
                let tensor = base.assumingMemoryBound(to: UInt8.self) + start
                let at = order.map { tensor + $0 * size }
                ColourKernels.convert(
                    y: y, u: u, v: v, into: (at[0], at[1], at[2]), conversion: conversion, count: count)
            } else {
                let tensor = base.assumingMemoryBound(to: Float.self) + start
                let colours = (rows + 3 * width, rows + 4 * width, rows + 5 * width)
                ColourKernels.convert(y: y, u: u, v: v, into: colours, conversion: conversion, count: count)
                for (channel, row) in zip(order, [colours.0, colours.1, colours.2]) {
                    RowKernels.widen(row, factor: factor, into: tensor + channel * size, count: count)
                }
            }
        }
    }

    /// Fills a plane around the picture. `halved` planes have half the width and height of the network's picture.
    private func fillAround<Sample>(_ plane: UnsafeMutablePointer<Sample>, value: Sample, halved: Bool) {
        let unit = halved ? 2 : 1
        let (width, height) = (letterbox.modelWidth / unit, letterbox.modelHeight / unit)
        let (left, top) = (letterbox.left / unit, letterbox.top / unit)
        let right = left + letterbox.contentWidth / unit
        let bottom = top + letterbox.contentHeight / unit
        plane.update(repeating: value, count: top * width)
        (plane + bottom * width).update(repeating: value, count: (height - bottom) * width)
        guard left > 0 || right < width else { return }
        for y in top..<bottom {
            (plane + y * width).update(repeating: value, count: left)
            (plane + y * width + right).update(repeating: value, count: width - right)
        }
    }
}
