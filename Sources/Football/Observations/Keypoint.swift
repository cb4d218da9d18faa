public import Geometry

/// One of the pitch's vertices, seen in a frame.
public struct Keypoint: Hashable, Sendable {
    /// Pixels of the source frame.
    public var point: Point
    /// 0 to 1; 0 = not seen.
    public var confidence: Double

    public init(point: Point, confidence: Double) {
        self.point = point
        self.confidence = confidence
    }

    /// A vertex that is not in the picture, or not found.
    public static let absent = Keypoint(point: .zero, confidence: 0)

    public var isPresent: Bool { confidence > 0 }
}
