/// An 8-bit YUV 4:2:0 picture that owns its samples and can be drawn on.
public struct PictureBuffer: Picture, Sendable {
    public let width: Int
    public let height: Int
    public var colour: ColourDescription
    /// `width` x `height` samples, row by row, no padding.
    public var y: [UInt8]
    /// `(width + 1) / 2` x `(height + 1) / 2` samples, row by row, no padding; likewise `v`.
    public var u: [UInt8]
    public var v: [UInt8]

    /// A black picture.
    public init(width: Int, height: Int, colour: ColourDescription = .bt709Limited) {
        let chroma = ((width + 1) / 2) * ((height + 1) / 2)
        self.width = width
        self.height = height
        self.colour = colour
        y = [UInt8](repeating: colour.range == .limited ? 16 : 0, count: width * height)
        u = [UInt8](repeating: 128, count: chroma)
        v = [UInt8](repeating: 128, count: chroma)
    }

    public var chromaWidth: Int { (width + 1) / 2 }
    public var chromaHeight: Int { (height + 1) / 2 }

    public func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result {
        try y.withUnsafeBufferPointer { y in
            try u.withUnsafeBufferPointer { u in
                try v.withUnsafeBufferPointer { v in
                    guard let yBase = y.baseAddress, let uBase = u.baseAddress, let vBase = v.baseAddress else {
                        preconditionFailure("a picture has at least one sample")
                    }
                    return try body(
                        YUVPlanes(
                            width: width, height: height, colour: colour, y: yBase, u: uBase, v: vBase,
                            yStride: width, chromaStride: chromaWidth))
                }
            }
        }
    }
}
