/// The three planes of an 8-bit YUV 4:2:0 picture, borrowed for the length of a closure.
///
/// Luma is `width` x `height`; both chroma planes are `(width + 1) / 2` x `(height + 1) / 2`. Strides are in bytes.
public struct YUVPlanes {
    public let width: Int
    public let height: Int
    public let colour: ColourDescription
    public let y: UnsafePointer<UInt8>
    public let u: UnsafePointer<UInt8>
    public let v: UnsafePointer<UInt8>
    public let yStride: Int
    public let chromaStride: Int

    public init(
        width: Int, height: Int, colour: ColourDescription, y: UnsafePointer<UInt8>, u: UnsafePointer<UInt8>,
        v: UnsafePointer<UInt8>, yStride: Int, chromaStride: Int
    ) {
        self.width = width
        self.height = height
        self.colour = colour
        self.y = y
        self.u = u
        self.v = v
        self.yStride = yStride
        self.chromaStride = chromaStride
    }

    public var chromaWidth: Int { (width + 1) / 2 }
    public var chromaHeight: Int { (height + 1) / 2 }
}
