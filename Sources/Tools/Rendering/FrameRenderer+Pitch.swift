import Geometry
import Media
import Observations
import Pitch

extension FrameRenderer {
    /// Draws the lines of the pitch by the homography. They cover the painted lines if the analysis is correct.
    func drawPitchLines(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        guard let toImage = frame.toImage else { return }
        let thickness = max(1, 1.6 * pen.unit)
        let clip = PlaneClip(
            toImage: toImage, width: pen.width, height: pen.height, margin: thickness + 2)
        for line in frame.plan.lines {
            for (a, b) in zip(line.points, line.points.dropFirst()) {
                guard let (from, to) = clip.project(a, b) else { continue }
                pen.layer.line(from: from, to: to, thickness: thickness)
            }
        }
        pen.paint(Palette.pitchLine, opacity: 0.85, onto: &picture)
    }

    /// Draws a ring around each keypoint, with its vertex number, 1 to 32, beside it.
    func drawKeypoints(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        let radius = max(2, 4.5 * pen.unit)
        let stroke = max(1, 1.6 * pen.unit)
        let size = max(6, 8 * pen.unit)
        let present = frame.keypoints.enumerated().filter { $0.element.isPresent }
        func mark(extra: Double) {
            for (index, keypoint) in present {
                pen.layer.ring(keypoint.point, radius: radius, thickness: stroke + 2 * extra)
                guard pen.height >= 180 else { continue }
                let origin = keypoint.point + Point(radius + 3 * max(pen.unit, 0.7), -radius - size * 0.6)
                pen.layer.text(String(index + 1), at: origin, size: size, extra: extra)
            }
        }
        mark(extra: max(1, 1.2 * pen.unit))
        pen.paint(.black, opacity: 0.6, onto: &picture)
        mark(extra: 0)
        pen.paint(Palette.keypoint, onto: &picture)
    }
}

/// Projects straight segments of the pitch into the picture, and clips the parts outside it or behind the camera.
///
/// Clipping uses homogeneous coordinates before the division: the four edges of the picture bound a cone of positive
/// depth, so no clipped segment crosses the horizon (Blinn and Newell, Clipping Using Homogeneous Coordinates, 1978).
struct PlaneClip {
    private let elements: [Double]
    private let low: Double
    private let right: Double
    private let bottom: Double

    /// Creates a clip. It keeps `margin` pixels around the picture, so that thick lines are cut outside of it.
    init(toImage: Homography, width: Double, height: Double, margin: Double) {
        elements = toImage.elements
        low = -margin
        right = width + margin
        bottom = height + margin
    }

    /// Returns the visible part of the segment from `a` to `b` in pixels, or `nil` if it is not in the picture.
    func project(_ a: Point, _ b: Point) -> (Point, Point)? {
        let p = homogeneous(a)
        let q = homogeneous(b)
        var from = 0.0
        var to = 1.0
        for (inside, outside) in zip(margins(p), margins(q)) {
            guard inside >= 0 || outside >= 0 else { return nil }
            let crossing = inside / (inside - outside)
            if inside < 0 { from = max(from, crossing) }
            if outside < 0 { to = min(to, crossing) }
        }
        guard from < to else { return nil }
        let start = p + (q - p) * from
        let end = p + (q - p) * to
        guard start.z > 0, end.z > 0 else { return nil }
        return (Point(start.x / start.z, start.y / start.z), Point(end.x / end.z, end.y / end.z))
    }

    private func homogeneous(_ p: Point) -> SIMD3<Double> {
        SIMD3(
            elements[0] * p.x + elements[1] * p.y + elements[2], elements[3] * p.x + elements[4] * p.y + elements[5],
            elements[6] * p.x + elements[7] * p.y + elements[8])
    }

    /// Returns the distances to the four edges of the picture, multiplied by depth; positive inside.
    private func margins(_ p: SIMD3<Double>) -> [Double] {
        [p.x - low * p.z, right * p.z - p.x, p.y - low * p.z, bottom * p.z - p.y]
    }
}
