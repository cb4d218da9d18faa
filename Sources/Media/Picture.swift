/// The colour matrix that turns YUV into RGB.
public enum ColourMatrix: Sendable, Hashable {
    case bt601
    case bt709
    case bt2020
}

/// The range of sample values: 16-235 (limited) or 0-255 (full).
public enum ColourRange: Sendable, Hashable {
    case limited
    case full
}

/// How a picture's YUV samples are to be read.
public struct ColourDescription: Sendable, Hashable {
    public var matrix: ColourMatrix
    public var range: ColourRange

    public init(matrix: ColourMatrix, range: ColourRange) {
        self.matrix = matrix
        self.range = range
    }

    /// What high definition video is unless it says otherwise.
    public static let bt709Limited = ColourDescription(matrix: .bt709, range: .limited)
}

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

/// A picture whose planes can be read: a decoded frame, or one that was drawn.
public protocol Picture {
    var width: Int { get }
    var height: Int { get }
    var colour: ColourDescription { get }
    func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result
}
