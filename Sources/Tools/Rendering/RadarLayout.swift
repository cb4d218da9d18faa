import Geometry
import Pitch

/// Where the radar lies in the picture, and how metres of the pitch become its pixels.
struct RadarLayout {
    let panel: Box
    /// Pixels per metre.
    let scale: Double
    private let origin: Point

    /// Nil where the picture is too small for a radar that says anything.
    init?(pictureWidth: Double, pictureHeight: Double) {
        let corner = PitchTemplate.vertices.reduce(Point.zero) { Point(max($0.x, $1.x), max($0.y, $1.y)) }
        let border = 4.0  // metres around the pitch
        let margin = (pictureHeight / 48).rounded()
        let width = (min(pictureWidth * 0.245, pictureHeight * 0.5)).rounded()
        guard width >= 64 else { return nil }
        scale = width / (corner.x + 2 * border)
        let height = ((corner.y + 2 * border) * scale).rounded()
        panel = Box(
            x1: pictureWidth - margin - width, y1: pictureHeight - margin - height, x2: pictureWidth - margin,
            y2: pictureHeight - margin)
        origin = Point(panel.x1 + border * scale, panel.y1 + border * scale)
    }

    /// Metres on the pitch to pixels of the picture.
    func pixel(of position: Point) -> Point { origin + position * scale }

    /// Whether a position falls on the panel; what lies far off the pitch does not.
    func shows(_ position: Point) -> Bool {
        let p = pixel(of: position)
        return p.x > panel.x1 && p.x < panel.x2 && p.y > panel.y1 && p.y < panel.y2
    }
}
