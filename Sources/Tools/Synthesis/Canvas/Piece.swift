import Geometry

/// A flat piece of the stadium: a convex outline on a plane, and what it looks like.
struct Piece: Sendable {
    /// A point of the plane and its two axes, each a metre long and square to the other.
    let origin: Vector
    let u: Vector
    let v: Vector
    /// Corners in (u, v), in order.
    let outline: [Point]
    let surface: any Surface

    /// A rectangle from `origin`.
    init(origin: Vector, u: Vector, v: Vector, width: Double, height: Double, surface: any Surface) {
        self.init(
            origin: origin, u: u, v: v,
            outline: [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)], surface: surface)
    }

    init(origin: Vector, u: Vector, v: Vector, outline: [Point], surface: any Surface) {
        self.origin = origin
        self.u = u
        self.v = v
        self.outline = outline
        self.surface = surface
    }

    /// The outline in the picture: a convex polygon, cut off just before the camera; empty if it is behind.
    func polygon(in view: CameraView) -> [Point] {
        let near = 0.5
        let corners = outline.map { view.local(origin + u * $0.x + v * $0.y) }
        var clipped: [Vector] = []
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            if corner.z >= near { clipped.append(corner) }
            if (corner.z >= near) != (next.z >= near) {
                clipped.append(corner + (next - corner) * ((near - corner.z) / (next.z - corner.z)))
            }
        }
        return clipped.map(view.image(ofLocal:))
    }
}
