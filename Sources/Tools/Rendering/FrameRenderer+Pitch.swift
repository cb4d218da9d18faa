import Geometry
import Media
import Observations
import Pitch

extension FrameRenderer {
    /// The pitch's lines where the homography says they are: on the painted ones, if the analysis is right.
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

    /// A ring around each keypoint, and its vertex number, 1 to 32, beside it.
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
