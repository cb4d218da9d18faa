public import Geometry

/// The distortion of straight lines by a camera's lens. Pictures that show the whole pitch have touchlines that bulge
/// by several pixels.
///
/// The model has one radial parameter: a point at a distance r from the picture's middle, in halves of its width,
/// belongs at r (1 + strength r²). In broadcast pictures, the strength ranges from 0 when zoomed in to 0.09 at the
/// widest angle.
public struct Lens: Hashable, Sendable {
    /// The strength of the distortion; 0 = none.
    public let strength: Double
    private let centre: Point
    private let radius: Double

    /// Makes a lens for pictures of one size.
    ///
    /// - Parameters:
    ///   - width: the width of the picture, in pixels.
    ///   - height: the height of the picture, in pixels.
    init(strength: Double, width: Double, height: Double) {
        self.strength = strength
        centre = Point(x: width / 2, y: height / 2)
        radius = width / 2
    }

    /// Returns the position that a pixel would have without distortion, in pixels.
    public func straightened(_ p: Point) -> Point { p + correction(at: p) * strength }

    /// Returns the position that the lens gives to an undistorted point: the inverse of `straightened`, for points in
    /// and around the picture.
    public func bent(_ p: Point) -> Point {
        let offset = p - centre
        let wanted = offset.distance(to: .zero) / radius
        guard wanted > 0, strength != 0 else { return p }
        // Newton's method for r + strength r³ = wanted. Three steps are exact to a hundredth of a pixel; the fourth
        // adds safety.
        var r = wanted
        for _ in 0..<4 { r -= (r + strength * r * r * r - wanted) / max(1 + 3 * strength * r * r, 0.1) }
        return centre + offset * (r / wanted)
    }

    /// Returns the displacement of a pixel at a strength of 1.
    func correction(at p: Point) -> Point {
        let offset = p - centre
        let share = offset.distance(to: .zero) / radius
        return offset * (share * share)
    }
}
