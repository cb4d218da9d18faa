/// The colour matrix between YUV and RGB.
public enum ColourMatrix: Sendable, Hashable {
    /// ITU-R BT.601, for standard definition.
    case bt601
    /// ITU-R BT.709, for high definition.
    case bt709
    /// ITU-R BT.2020, for ultra-high definition.
    case bt2020
}

/// The range of sample values: 16-235 (limited) or 0-255 (full).
public enum ColourRange: Sendable, Hashable {
    /// Luma from 16 to 235, chroma from 16 to 240.
    case limited
    /// Luma and chroma from 0 to 255.
    case full
}

/// The meaning of a picture's YUV samples.
public struct ColourDescription: Sendable, Hashable {
    /// The colour matrix.
    public var matrix: ColourMatrix
    /// The range of the sample values.
    public var range: ColourRange

    /// Makes a description of a matrix and a range.
    public init(matrix: ColourMatrix, range: ColourRange) {
        self.matrix = matrix
        self.range = range
    }

    /// The default for high-definition video.
    public static let bt709Limited = ColourDescription(matrix: .bt709, range: .limited)
}
