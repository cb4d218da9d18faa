import Engines
import Media

/// The pass over the planes. Unsafe: it writes into the tensor's memory through pointers.
extension InputTransform {
    /// The border around the picture: the grey of Ultralytics and YOLOX, and the equivalent in YUV.
    private static let grey: UInt8 = 114
    private static let neutralChroma: UInt8 = 128

    /// Writes one picture into a tensor.
    ///
    /// - Precondition: the planes have the size that the transform was made for, and the tensor has `byteCount` bytes.
    func write(_ planes: YUVPlanes, into tensor: UnsafeMutableRawBufferPointer) {
        precondition(planes.width == letterbox.sourceWidth && planes.height == letterbox.sourceHeight)
        precondition(tensor.count == byteCount)
        guard let base = tensor.baseAddress else { return }
        switch scaling {
        case .planes(let luma, let chroma, let conversion):
            writeSplit(planes, into: base, luma: luma, chroma: chroma, conversion: conversion)
        case .colours(let method, let conversion):
            writeColours(planes, into: base, method: method, conversion: conversion)
        }
    }

    private func writeSplit(
        _ planes: YUVPlanes, into base: UnsafeMutableRawPointer, luma: PlaneScaler, chroma: PlaneScaler,
        conversion: ColourConversion?
    ) {
        let scratch = Scratch()
        let (sums, row) = (scratch.words(planes.width), scratch.bytes(letterbox.modelWidth))
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
        _ planes: YUVPlanes, into base: UnsafeMutableRawPointer, method: ColourScaler.Method,
        conversion: ColourConversion
    ) {
        let scratch = Scratch()
        let (width, count) = (letterbox.modelWidth, letterbox.contentWidth)
        let size = width * letterbox.modelHeight
        let order = layout == .bgrByte ? [2, 1, 0] : [0, 1, 2]
        let factor = 1 / (layout.byteDivisor ?? 1)
        for channel in 0..<3 {
            if element == .uint8 {
                fillAround(base.assumingMemoryBound(to: UInt8.self) + channel * size, value: Self.grey, halved: false)
            } else {
                let grey = Float(Self.grey) * factor
                fillAround(base.assumingMemoryBound(to: Float.self) + channel * size, value: grey, halved: false)
            }
        }
        var scaler = ColourScaler(
            ColourRows(planes, conversion: conversion, scratch: scratch), method: method,
            source: (planes.width, planes.height), width: count, scratch: scratch)
        let narrow = (0..<3).map { _ in scratch.bytes(count) }
        for index in 0..<letterbox.contentHeight {
            let start = (letterbox.top + index) * width + letterbox.left
            if element == .uint8 {
                let tensor = base.assumingMemoryBound(to: UInt8.self) + start
                scaler.write(index, into: order.map { tensor + $0 * size })
            } else {
                let tensor = base.assumingMemoryBound(to: Float.self) + start
                scaler.write(index, into: narrow)
                for (channel, row) in zip(order, narrow) {
                    RowKernels.widen(row, factor: factor, into: tensor + channel * size, count: count)
                }
            }
        }
    }

    /// Fills the border of a plane. `halved` planes have half the width and height of the network's picture.
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

/// Memory for one pass, freed all at once. Unsafe: it is neither initialised nor checked.
final class Scratch {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { blocks.forEach { $0.deallocate() } }

    func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> { allocate(count) }
    func words(_ count: Int) -> UnsafeMutablePointer<UInt16> { allocate(count) }
    func integers(_ count: Int) -> UnsafeMutablePointer<Int32> { allocate(count) }

    private func allocate<Element: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Element> {
        let size = max(count, 1) * MemoryLayout<Element>.stride
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        blocks.append(block)
        return block.bindMemory(to: Element.self, capacity: count)
    }
}
