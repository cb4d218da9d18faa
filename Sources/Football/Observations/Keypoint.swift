public import Geometry

/// A vertex of the pitch in a frame.
public struct Keypoint: Hashable, Sendable {
    /// The position, in pixels of the source frame.
    public var point: Point
    /// The confidence, 0 to 1; 0 = not seen.
    public var confidence: Double

    /// Makes a keypoint.
    public init(point: Point, confidence: Double) {
        self.point = point
        self.confidence = confidence
    }

    /// A vertex that isn't in the picture or wasn't found.
    public static let absent = Keypoint(point: .zero, confidence: 0)

    /// Whether the vertex was seen.
    public var isPresent: Bool { confidence > 0 }
}
