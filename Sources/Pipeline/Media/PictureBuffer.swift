/// An 8-bit YUV 4:2:0 picture that owns its samples and can be drawn on.
public struct PictureBuffer: Picture, Sendable {
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int
    /// The colours of the samples.
    public var colour: ColourDescription
    /// The luma samples: `width` x `height`, row by row, without padding.
    public var y: [UInt8]
    /// The U samples: `(width + 1) / 2` x `(height + 1) / 2`, row by row, without padding.
    public var u: [UInt8]
    /// The V samples, in the same layout as `u`.
    public var v: [UInt8]

    /// Makes a black picture.
    public init(width: Int, height: Int, colour: ColourDescription = .bt709Limited) {
        let chroma = ((width + 1) / 2) * ((height + 1) / 2)
        self.width = width
        self.height = height
        self.colour = colour
        y = [UInt8](repeating: colour.range == .limited ? 16 : 0, count: width * height)
        u = [UInt8](repeating: 128, count: chroma)
        v = [UInt8](repeating: 128, count: chroma)
    }

    /// The width of the chroma planes, in samples.
    public var chromaWidth: Int { (width + 1) / 2 }
    /// The height of the chroma planes, in samples.
    public var chromaHeight: Int { (height + 1) / 2 }

    /// Calls `body` with the planes and returns its result. Rethrows the error of `body`.
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
