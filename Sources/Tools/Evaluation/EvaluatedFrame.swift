import Geometry

/// Which picture is measured, and how large it is.
public struct EvaluatedFrame: Hashable, Sendable {
    /// Names the frame in the gallery: a file's name, or a clip's with the frame index.
    public var name: String
    /// Pixels of the source frame.
    public var width: Int
    public var height: Int

    public init(name: String, width: Int, height: Int) {
        self.name = name
        self.width = width
        self.height = height
    }

    /// The factor from pixels of this frame to pixels of one 1280 wide, in which keypoint distances are given.
    var scaleTo1280: Double { 1280 / Double(max(width, 1)) }

    /// A place as shares of the width and the height.
    func relative(_ point: Point) -> Point {
        Point(x: point.x / Double(max(width, 1)), y: point.y / Double(max(height, 1)))
    }
}
