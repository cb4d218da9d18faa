/// An 8-bit RGB picture: what image files and model references speak.
public struct RGBPicture: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// `width` x `height` x 3 samples: red, green, blue, row by row, no padding.
    public var samples: [UInt8]

    /// Nil unless there are exactly as many samples as the size needs.
    public init?(width: Int, height: Int, samples: [UInt8]) {
        guard width > 0, height > 0, samples.count == width * height * 3 else { return nil }
        self.width = width
        self.height = height
        self.samples = samples
    }
}
