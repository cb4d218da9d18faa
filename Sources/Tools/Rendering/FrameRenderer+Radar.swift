import Geometry
import Media
import Observations
import Pitch

extension FrameRenderer {
    /// Draws the pitch from above: its lines, the camera's view, and a numbered dot for every object.
    func drawRadar(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        guard let layout = RadarLayout(pictureWidth: pen.width, pictureHeight: pen.height) else { return }
        pen.layer.fill(layout.panel)
        pen.paint(Palette.radarGrass, opacity: 0.76, onto: &picture)
        pen.layer.outline(layout.panel, thickness: max(1, pen.unit))
        pen.paint(Palette.panel, opacity: 0.8, onto: &picture)
        for line in PitchTemplate.lines {
            for (a, b) in zip(line.points, line.points.dropFirst()) {
                pen.layer.line(from: layout.pixel(of: a), to: layout.pixel(of: b), thickness: max(1, pen.unit))
            }
        }
        pen.paint(Palette.radarLine, opacity: 0.75, onto: &picture)
        drawCameraField(of: frame, layout: layout, with: &pen, on: &picture)
        drawRadarObjects(of: frame, layout: layout, with: &pen, on: &picture)
    }

    /// Draws the outline of the picture on the ground, as far as it lies on the radar.
    private func drawCameraField(
        of frame: AnnotatedFrame, layout: RadarLayout, with pen: inout Pen, on picture: inout PictureBuffer
    ) {
        guard let toGround = frame.toImage?.inverse else { return }
        let (w, h) = (pen.width, pen.height)
        let corners = [Point(0, 0), Point(w, 0), Point(w, h), Point(0, h), Point(0, 0)]
        let pieces = 32
        for (a, b) in zip(corners, corners.dropFirst()) {
            // The segments are short, because points above the horizon are omitted and pitches differ in size.
            let places = (0...pieces).map { step in
                toGround.apply(a + (b - a) * (Double(step) / Double(pieces))).map(frame.plan.templatePosition)
            }
            for case (let from?, let to?) in zip(places, places.dropFirst())
            where layout.shows(from) && layout.shows(to) {
                pen.layer.line(
                    from: layout.pixel(of: from), to: layout.pixel(of: to), thickness: max(1, 1.4 * pen.unit))
            }
        }
        pen.paint(Palette.pitchLine, opacity: 0.7, onto: &picture)
    }

    /// Draws persons first, so that the ball is on top. A goalkeeper's dot has a rim in the colour of the team.
    private func drawRadarObjects(
        of frame: AnnotatedFrame, layout: RadarLayout, with pen: inout Pen, on picture: inout PictureBuffer
    ) {
        let radius = max(2, layout.scale * 2.3)
        let size = radius * 1.15
        let objects = frame.objects.sorted { $0.objectClass.isPerson && !$1.objectClass.isPerson }
        for object in objects {
            guard let position = object.position, layout.shows(position) else { continue }
            let center = layout.pixel(of: position)
            let colour = Palette.colour(of: object)
            let reach = object.objectClass == .ball ? radius * 0.7 : radius
            let rim = object.objectClass == .goalkeeper ? Palette.teamColour(of: object) : nil
            pen.layer.disc(center, radius: reach + (rim == nil ? 1 : 2) * max(0.8, pen.unit))
            pen.paint(
                rim ?? (object.objectClass == .ball ? .white : .black), opacity: rim == nil ? 0.8 : 1, onto: &picture)
            pen.layer.disc(center, radius: reach)
            pen.paint(colour, onto: &picture)
            guard let id = object.id, object.objectClass != .ball, size >= 5 else { continue }
            let text = String(id)
            let half = StrokeFont.width(of: text, size: size) / 2
            pen.layer.text(text, at: center - Point(half, size / 2), size: size)
            pen.paint(colour.readableInk, onto: &picture)
        }
    }
}

/// The position of the radar in the picture, and the conversion from metres of the pitch to pixels.
struct RadarLayout {
    let panel: Box
    /// The scale in pixels per metre.
    let scale: Double
    private let origin: Point

    /// Creates the layout. Returns `nil` if the picture is too small for a legible radar.
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

    /// Converts metres on the pitch to pixels of the picture.
    func pixel(of position: Point) -> Point { origin + position * scale }

    /// Returns whether a position lies on the panel. Positions far outside the pitch do not.
    func shows(_ position: Point) -> Bool {
        let p = pixel(of: position)
        return p.x > panel.x1 && p.x < panel.x2 && p.y > panel.y1 && p.y < panel.y2
    }
}
