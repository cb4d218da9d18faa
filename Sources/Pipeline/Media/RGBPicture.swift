/// An 8-bit RGB picture, the form of image files and of reference implementations.
public struct RGBPicture: Hashable, Sendable {
    /// The width in pixels.
    public let width: Int
    /// The height in pixels.
    public let height: Int
    /// The samples: `width` x `height` x 3, red, green, blue, row by row, without padding.
    public var samples: [UInt8]

    /// Makes a picture. Returns `nil` unless the number of samples matches the size.
    public init?(width: Int, height: Int, samples: [UInt8]) {
        guard width > 0, height > 0, samples.count == width * height * 3 else { return nil }
        self.width = width
        self.height = height
        self.samples = samples
    }
}
