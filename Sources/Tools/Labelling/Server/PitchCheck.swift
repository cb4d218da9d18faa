import Geometry
import Observations
import Pitch

/// The pitch that fits a frame's keypoints. The page draws its lines over the painted ones for comparison.
struct PitchCheck: Encodable, Hashable, Sendable {
    /// Every painted line as a list of `[x, y]` points, in pixels; empty if no pitch fits the keypoints.
    var lines: [[[Double]]] = []
    /// For each vertex, its position `[x, y]` according to the fitted pitch, or `nil` if it lies outside the picture.
    var vertices = [[Double]?](repeating: nil, count: FrameLabels.vertexCount)
    /// The vertices, 0 to 31, whose keypoints contradict the others.
    var outliers: [Int] = []
    /// The mean distance of the keypoints from the fitted vertices, in pixels; `nil` if no pitch fits.
    var distance: Double?
    /// The length and the width of the fitted pitch, in metres.
    var size: [Double]?

    private enum CodingKeys: String, CodingKey {
        case lines
        case vertices
        case outliers
        case distance
        case size
    }

    init(_ keypoints: [Keypoint], width: Int, height: Int) {
        guard let view = PitchView.estimate(keypoints: keypoints, width: width, height: height) else { return }
        let (plan, toImage) = (view.ground.plan, view.ground.toImage)
        let reach = Double(4 * max(width, height))
        lines = plan.lines.flatMap { Self.pieces(of: $0.points, toImage, reach: reach) }
        let places = plan.vertices.map(toImage.apply)
        vertices = places.map { place in
            guard let place, (0...Double(width)).contains(place.x), (0...Double(height)).contains(place.y) else {
                return nil
            }
            return place.rounded
        }
        let present = keypoints.indices.filter { keypoints[$0].isPresent }
        outliers = present.filter { !view.inliers.contains($0) }
        let distances = view.inliers.compactMap { vertex in
            places[vertex].map { $0.distance(to: keypoints[vertex].point) }
        }
        distance = (distances.reduce(0, +) / Double(max(distances.count, 1))).hundredths
        size = [plan.length, plan.width]
    }

    /// Returns the parts of a line that lie in front of the camera and not far outside the picture. Divides long
    /// straight lines into short segments, so that little is lost near the horizon.
    private static func pieces(of points: [Point], _ toImage: Homography, reach: Double) -> [[[Double]]] {
        var pieces: [[[Double]]] = []
        var piece: [[Double]] = []
        for (from, to) in zip(points, points.dropFirst()) {
            let steps = max(1, Int((from.distance(to: to) / 2).rounded(.up)))
            for step in (piece.isEmpty ? 0 : 1)...steps {
                let share = Double(step) / Double(steps)
                if let place = toImage.apply(from + (to - from) * share), abs(place.x) < reach, abs(place.y) < reach {
                    piece.append(place.rounded)
                } else if !piece.isEmpty {
                    pieces.append(piece)
                    piece = []
                }
            }
        }
        pieces.append(piece)
        return pieces.filter { $0.count > 1 }
    }
}

extension Point {
    fileprivate var rounded: [Double] { [x.hundredths, y.hundredths] }
}
