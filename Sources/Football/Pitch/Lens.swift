public import Geometry

/// How far a camera's lens bends straight lines: wide pictures of a whole pitch have its touchlines bulge by some pixels.
///
/// The one-parameter radial model: a point at r from the picture's middle, in halves of its width, belongs at
/// r (1 + strength r²). In broadcast pictures strength is 0 where the camera is zoomed in, to 0.09 at its widest.
public struct Lens: Hashable, Sendable {
    public let strength: Double
    private let centre: Point
    private let radius: Double

    /// - Parameters:
    ///   - width: of the picture, in pixels.
    ///   - height: of the picture, in pixels.
    init(strength: Double, width: Double, height: Double) {
        self.strength = strength
        centre = Point(x: width / 2, y: height / 2)
        radius = width / 2
    }

    /// Where a pixel would be if the lens left lines straight.
    public func straightened(_ p: Point) -> Point { p + correction(at: p) * strength }

    /// Where the lens puts what would be there: the inverse of `straightened`, for points in and around the picture.
    public func bent(_ p: Point) -> Point {
        let offset = p - centre
        let wanted = offset.distance(to: .zero) / radius
        guard wanted > 0, strength != 0 else { return p }
        // Newton's steps for r + strength r³ = wanted; three are exact to a hundredth of a pixel.
        var r = wanted
        for _ in 0..<4 { r -= (r + strength * r * r * r - wanted) / max(1 + 3 * strength * r * r, 0.1) }
        return centre + offset * (r / wanted)
    }

    /// How far a pixel moves with a strength of 1.
    func correction(at p: Point) -> Point {
        let offset = p - centre
        let share = offset.distance(to: .zero) / radius
        return offset * (share * share)
    }
}
