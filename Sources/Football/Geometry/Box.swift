/// An axis-aligned box `[x1, y1, x2, y2]`, in pixels of the source frame.
public struct Box: Hashable, Sendable {
    /// The left edge.
    public var x1: Double
    /// The top edge.
    public var y1: Double
    /// The right edge.
    public var x2: Double
    /// The bottom edge.
    public var y2: Double

    /// Makes a box from its edges.
    public init(x1: Double, y1: Double, x2: Double, y2: Double) {
        self.x1 = x1
        self.y1 = y1
        self.x2 = x2
        self.y2 = y2
    }

    /// Makes a box from its centre and its size.
    public init(center: Point, width: Double, height: Double) {
        self.init(
            x1: center.x - width / 2, y1: center.y - height / 2, x2: center.x + width / 2, y2: center.y + height / 2)
    }

    /// The width; negative if the right edge is left of the left edge.
    public var width: Double { x2 - x1 }
    /// The height; negative if the bottom edge is above the top edge.
    public var height: Double { y2 - y1 }
    /// The area in square pixels; 0 if the width or the height is negative.
    public var area: Double { max(0, width) * max(0, height) }
    /// The centre.
    public var center: Point { Point(x: (x1 + x2) / 2, y: (y1 + y2) / 2) }

    /// The point where a person in the box touches the ground: the middle of the bottom edge.
    public var foot: Point { Point(x: (x1 + x2) / 2, y: y2) }

    /// Returns the intersection over union, 0 to 1; 0 if both boxes are empty.
    public func iou(_ other: Box) -> Double {
        let shared = intersection(other)
        guard shared > 0 else { return 0 }
        return shared / (area + other.area - shared)
    }

    /// Returns the area that both boxes cover, in square pixels.
    public func intersection(_ other: Box) -> Double {
        let width = min(x2, other.x2) - max(x1, other.x1)
        let height = min(y2, other.y2) - max(y1, other.y1)
        return width > 0 && height > 0 ? width * height : 0
    }

    /// Returns the part of the box inside a picture of `width` x `height` pixels.
    public func clamped(width: Double, height: Double) -> Box {
        Box(
            x1: min(max(x1, 0), width), y1: min(max(y1, 0), height),
            x2: min(max(x2, 0), width), y2: min(max(y2, 0), height))
    }

    /// Returns the box at the share `t`, 0 to 1, of the way from this box to another.
    public func interpolated(to other: Box, at t: Double) -> Box {
        Box(
            x1: x1 + (other.x1 - x1) * t, y1: y1 + (other.y1 - y1) * t,
            x2: x2 + (other.x2 - x2) * t, y2: y2 + (other.y2 - y2) * t)
    }
}
