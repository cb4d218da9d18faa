import Media

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
