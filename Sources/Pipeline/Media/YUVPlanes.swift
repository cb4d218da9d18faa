/// The three planes of an 8-bit YUV 4:2:0 picture, valid for the duration of a closure.
///
/// Luma is `width` x `height`; both chroma planes are `(width + 1) / 2` x `(height + 1) / 2`. Strides are in bytes.
public struct YUVPlanes {
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int
    /// The colours of the samples.
    public let colour: ColourDescription
    /// The luma samples.
    public let y: UnsafePointer<UInt8>
    /// The U samples.
    public let u: UnsafePointer<UInt8>
    /// The V samples.
    public let v: UnsafePointer<UInt8>
    /// The bytes from one luma row to the next.
    public let yStride: Int
    /// The bytes from one chroma row to the next.
    public let chromaStride: Int

    /// Makes a view of planes. The pointers must be valid as long as it is used.
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

    /// The width of the chroma planes, in samples.
    public var chromaWidth: Int { (width + 1) / 2 }
    /// The height of the chroma planes, in samples.
    public var chromaHeight: Int { (height + 1) / 2 }
}
