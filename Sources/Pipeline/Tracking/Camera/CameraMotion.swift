public import Geometry

/// The effect of a pan, tilt, roll or zoom on the picture: a similarity between the pixels of two frames.
///
/// A broadcast camera turns and zooms without moving, so objects at all depths move alike. Between nearby frames, the
/// map is a translation, a rotation and a scaling: (x, y) to (a x - b y + tx, b x + a y + ty).
public struct CameraMotion: Hashable, Sendable {
    /// The scale times the cosine of the rotation.
    public let a: Double
    /// The scale times the sine of the rotation.
    public let b: Double
    /// The translation, in pixels.
    public let translation: Point

    /// Makes a motion; by default, the identity.
    public init(a: Double = 1, b: Double = 0, translation: Point = .zero) {
        self.a = a
        self.b = b
        self.translation = translation
    }

    /// The identity: no motion.
    public static let none = CameraMotion()

    /// The factor by which lengths grow.
    public var scale: Double { (a * a + b * b).squareRoot() }

    /// Returns the position of a point after the motion, in pixels.
    public func apply(_ p: Point) -> Point { applyToDisplacement(p) + translation }

    /// Returns a displacement after the motion, which ignores the translation.
    public func applyToDisplacement(_ d: Point) -> Point { Point(x: a * d.x - b * d.y, y: b * d.x + a * d.y) }

    /// Returns the box of the same object after the motion. The centre moves, and the sides are scaled but stay
    /// upright.
    public func apply(_ box: Box) -> Box {
        Box(center: apply(box.center), width: box.width * scale, height: box.height * scale)
    }

    /// The motion that reverses this one; the identity if the scale is 0.
    public var inverse: CameraMotion {
        let squared = a * a + b * b
        guard squared > 0 else { return .none }
        let back = CameraMotion(a: a / squared, b: -b / squared)
        return CameraMotion(a: back.a, b: back.b, translation: back.applyToDisplacement(translation) * -1)
    }

    /// Returns the motion that applies `first` and then this one.
    public func after(_ first: CameraMotion) -> CameraMotion {
        CameraMotion(
            a: a * first.a - b * first.b, b: b * first.a + a * first.b, translation: apply(first.translation))
    }
}
