import Media

/// A scaler of rows of red, green and blue, equivalent to OpenCV's `INTER_LINEAR`. Unsafe: it reads and writes through
/// pointers.
struct ColourScaler {
    enum Method: Hashable, Sendable {
        case copy
        /// Exactly half in both directions. OpenCV takes the mean of 2 x 2 samples.
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
    /// One row of the source, a second one, and the two most recently scaled rows, indexed by the parity of their row
    /// numbers.
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

    /// Writes one scaled row of each colour.
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

    /// Returns a row scaled along x only. Reuses the last two rows.
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

/// Rows of red, green and blue at full resolution, converted from a picture's planes one at a time. Unsafe: it reads
/// and writes through pointers.
///
/// Chroma is interpolated as in libjpeg ("fancy upsampling": weights 3/4 and 1/4 in both directions), because the
/// reference implementations decode their pictures that way.
struct ColourRows {
    private let planes: YUVPlanes
    private let conversion: ColourConversion
    /// Weighted sums of two chroma rows, then both chroma rows at full resolution.
    private let sums: UnsafeMutablePointer<UInt16>
    private let chroma: UnsafeMutablePointer<UInt8>

    /// Prepares the conversion. `scratch` must outlive the rows.
    init(_ planes: YUVPlanes, conversion: ColourConversion, scratch: Scratch) {
        self.planes = planes
        self.conversion = conversion
        sums = scratch.words(planes.chromaWidth)
        chroma = scratch.bytes(4 * planes.chromaWidth)
    }

    /// Writes row `y`: `width` samples of each colour, one colour after the other.
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

    /// Returns the chroma row that covers a row of luma, and the next nearest one.
    private func chromaRows(_ y: Int) -> (near: Int, far: Int) {
        let near = y / 2
        return (near, min(max(y % 2 == 0 ? near - 1 : near + 1, 0), planes.chromaHeight - 1))
    }
}
