public import Geometry

/// How a pan, tilt, roll or zoom moves the picture: a similarity, from one frame's pixels to another's.
///
/// A broadcast camera turns and zooms on one spot, so all depths move alike, and between nearby frames the map is a
/// shift, a turn and a stretch: (x, y) to (a x - b y + tx, b x + a y + ty).
public struct CameraMotion: Hashable, Sendable {
    /// Scale times the cosine of the turn.
    public let a: Double
    /// Scale times the sine of the turn.
    public let b: Double
    public let translation: Point

    public init(a: Double = 1, b: Double = 0, translation: Point = .zero) {
        self.a = a
        self.b = b
        self.translation = translation
    }

    public static let none = CameraMotion()

    public var scale: Double { (a * a + b * b).squareRoot() }

    public func apply(_ p: Point) -> Point { applyToDisplacement(p) + translation }

    public func applyToDisplacement(_ d: Point) -> Point { Point(x: a * d.x - b * d.y, y: b * d.x + a * d.y) }

    /// The box around the same object: its centre moves, its sides are stretched but stay upright.
    public func apply(_ box: Box) -> Box {
        Box(center: apply(box.center), width: box.width * scale, height: box.height * scale)
    }

    /// The motion that undoes this one.
    public var inverse: CameraMotion {
        let squared = a * a + b * b
        guard squared > 0 else { return .none }
        let back = CameraMotion(a: a / squared, b: -b / squared)
        return CameraMotion(a: back.a, b: back.b, translation: back.applyToDisplacement(translation) * -1)
    }

    /// The motion that applies `first`, then this one.
    public func after(_ first: CameraMotion) -> CameraMotion {
        CameraMotion(
            a: a * first.a - b * first.b, b: b * first.a + a * first.b, translation: apply(first.translation))
    }
}
