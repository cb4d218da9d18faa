import Media

/// Scales rows of colours as OpenCV's `INTER_LINEAR` does. Unsafe: it reads and writes through pointers.
struct ColourScaler {
    enum Method: Hashable, Sendable {
        case copy
        /// Exactly half in both directions, which OpenCV makes the mean of 2 x 2.
        case halve
        case linear(horizontal: LinearTaps, vertical: LinearTaps)

        init(source: (width: Int, height: Int), result: (width: Int, height: Int), scale: (x: Double, y: Double)) {
            if source == result {
                self = .copy
            } else if source == (2 * result.width, 2 * result.height) {
                self = .halve
            } else {
                self = .linear(
                    horizontal: LinearTaps(from: source.width, to: result.width, scale: scale.x),
                    vertical: LinearTaps(from: source.height, to: result.height, scale: scale.y))
            }
        }
    }

    private let rows: ColourRows
    private let method: Method
    private let source: (width: Int, height: Int)
    private let width: Int
    /// A row of the source, and the two scaled ones used last, by the parity of their place.
    private let row: UnsafeMutablePointer<UInt8>
    private let other: UnsafeMutablePointer<UInt8>
    private let scaled: [UnsafeMutablePointer<Int32>]
    private var scaledPlaces = [-1, -1]

    init(
        _ rows: ColourRows, method: Method, source: (width: Int, height: Int), width: Int, scratch: Scratch
    ) {
        self.rows = rows
        self.method = method
        self.source = source
        self.width = width
        row = scratch.bytes(3 * source.width)
        other = scratch.bytes(3 * source.width)
        scaled = [scratch.integers(3 * width), scratch.integers(3 * width)]
    }

    /// Writes a scaled row of each colour.
    mutating func write(_ index: Int, into colours: [UnsafeMutablePointer<UInt8>]) {
        switch method {
        case .copy:
            rows.write(index, into: row)
            for (channel, result) in colours.enumerated() {
                result.update(from: row + channel * source.width, count: width)
            }
        case .halve:
            rows.write(2 * index, into: row)
            rows.write(2 * index + 1, into: other)
            for (channel, result) in colours.enumerated() {
                let start = channel * source.width
                RowKernels.halve(row + start, other + start, into: result, count: width)
            }
        case .linear(let horizontal, let vertical):
            let start = vertical.starts[index]
            let first = scaledRow(start, horizontal)
            let second = scaledRow(min(start + 1, source.height - 1), horizontal)
            for (channel, result) in colours.enumerated() {
                ColourKernels.mix(
                    first + channel * width, second + channel * width, weight: vertical.weights[index], into: result,
                    count: width)
            }
        }
    }

    /// A row scaled along x only, from the last two if it is there.
    private mutating func scaledRow(_ y: Int, _ taps: LinearTaps) -> UnsafeMutablePointer<Int32> {
        let result = scaled[y % 2]
        guard scaledPlaces[y % 2] != y else { return result }
        scaledPlaces[y % 2] = y
        rows.write(y, into: row)
        let step = source.width > 1 ? 1 : 0
        for channel in 0..<3 {
            ColourKernels.stretch(
                row + channel * source.width, taps: taps, step: step, into: result + channel * width, count: width)
        }
        return result
    }
}

/// Rows of red, green and blue in full resolution, made of a picture's planes one at a time. Unsafe: it reads and
/// writes through pointers.
///
/// Chroma is interpolated between its samples as libjpeg does it ("fancy upsampling": weights 3/4 and 1/4 in both
/// directions), because that is what the references' pictures went through.
struct ColourRows {
    private let planes: YUVPlanes
    private let conversion: ColourConversion
    /// Sums of two chroma rows, then both chromas in full resolution.
    private let sums: UnsafeMutablePointer<UInt16>
    private let chroma: UnsafeMutablePointer<UInt8>

    /// `scratch` gives memory that lives as long as the rows are made.
    init(_ planes: YUVPlanes, conversion: ColourConversion, scratch: Scratch) {
        self.planes = planes
        self.conversion = conversion
        sums = scratch.words(planes.chromaWidth)
        chroma = scratch.bytes(4 * planes.chromaWidth)
    }

    /// Writes row `y`: three times `width` samples, one colour after the other.
    func write(_ y: Int, into row: UnsafeMutablePointer<UInt8>) {
        let (near, far) = chromaRows(y)
        let (u, v) = (chroma, chroma + 2 * planes.chromaWidth)
        for (plane, result) in [(planes.u, u), (planes.v, v)] {
            ColourKernels.blend(
                near: plane + near * planes.chromaStride, far: plane + far * planes.chromaStride, into: sums,
                count: planes.chromaWidth)
            ColourKernels.doubleWidth(sums, into: result, count: planes.chromaWidth)
        }
        ColourKernels.convert(
            y: planes.y + y * planes.yStride, u: u, v: v,
            into: (row, row + planes.width, row + 2 * planes.width), conversion: conversion, count: planes.width)
    }

    /// The chroma row that covers a row of luma, and the next nearest one.
    private func chromaRows(_ y: Int) -> (near: Int, far: Int) {
        let near = y / 2
        return (near, min(max(y % 2 == 0 ? near - 1 : near + 1, 0), planes.chromaHeight - 1))
    }
}
