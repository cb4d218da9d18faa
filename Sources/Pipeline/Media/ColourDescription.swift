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
