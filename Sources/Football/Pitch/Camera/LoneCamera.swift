import Geometry

/// The camera of a single frame that shows too little for a homography, such as the half-way line with the centre circle.
///
/// Main cameras stand in the stand on the half-way line, at a height and a distance that differ from ground to ground by tens of
/// metres at most. With that assumption, four vertices are enough even if three of them lie on a line.
enum LoneCamera {
    /// Where main cameras stand, in metres of the plan, and how much that varies.
    private static let place = SIMD3(52.5, 106, 19)
    private static let placeDeviation = SIMD3(10.0, 18, 6)
    private static let fewest = 4
    /// The least area on the pitch between the vertices, in square metres, and in the picture, as a share of it.
    private static let (leastArea, leastPictureShare) = (25.0, 0.003)
    /// The root mean square distance of a good fit, in deviations of a keypoint.
    private static let greatestError = 1.2

    /// Returns the camera, or `nil` if the vertices contradict each other or lie too close together.
    static func fit(
        _ seen: SightedVertices, width: Double, height: Double, threshold: Double
    ) -> BroadcastCamera? {
        guard seen.points.count >= fewest, ConvexHull(seen.positions).area >= leastArea,
            ConvexHull(seen.points).area >= leastPictureShare * width * height,
            let guess = aimed(at: seen, width: width, height: height),
            let pose = PoseFit(seen, from: guess, threshold: .infinity),
            let fit = StandFit([(seen, pose.camera)], place: (place, placeDeviation)), fit.error <= greatestError,
            let turned = pose.camera.aimed(from: fit.stand),
            let found = PoseFit(seen, from: turned, threshold: threshold),
            found.inliers.count == seen.points.count
        else { return nil }
        return found.camera
    }

    /// A camera at the usual place that looks at the middle of what is seen, as large as it is seen.
    private static func aimed(at seen: SightedVertices, width: Double, height: Double) -> BroadcastCamera? {
        let count = Double(seen.positions.count)
        let middle = seen.positions.reduce(.zero, +) * (1 / count)
        let ray = SIMD3(middle.x, middle.y, 0) - place
        var camera = BroadcastCamera(
            stand: .init(place: place),
            pose: .init(pan: ray.x / -ray.y, tilt: -ray.z / -ray.y, focalLength: 1), width: width, height: height)
        let centre = seen.points.reduce(.zero, +) * (1 / count)
        let spread = zip(seen.points, seen.positions).reduce((0.0, 0.0)) { sums, pair in
            guard let pixel = camera.imagePoint(ofPosition: pair.1) else { return sums }
            return (
                sums.0 + pair.0.distance(to: centre), sums.1 + pixel.distance(to: Point(width / 2, height / 2))
            )
        }
        guard spread.0 > 0, spread.1 > 0 else { return nil }
        camera.pose.focalLength = spread.0 / spread.1
        return camera
    }
}
