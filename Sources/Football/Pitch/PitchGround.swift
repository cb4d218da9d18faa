public import Geometry

/// A pitch of known dimensions, with the maps between it and one picture.
public struct PitchGround: Hashable, Sendable {
    /// The dimensions of the pitch.
    public let plan: PitchPlan
    /// The best-fitting homography from image pixels to metres of the plan.
    public let fromImage: Homography
    /// The map from metres of the plan to image pixels.
    ///
    /// `plan.lines` mapped by it coincide with the painted lines, except for the lens distortion.
    public let toImage: Homography
    /// The lens distortion, which a homography can't describe.
    public let lens: Lens
    /// The typical deviation of a keypoint, as a share of the width, and the typical strength of a lens.
    ///
    /// Together they prevent few or close points from distorting the picture.
    private static let pointDeviation = 0.002
    private static let strengthDeviation = 0.05

    /// The maps to and from an undistorted picture.
    private let toStraight: Homography
    private let fromStraight: Homography

    /// Fits the ground to keypoints. Returns `nil` if a map isn't invertible.
    ///
    /// - Parameters:
    ///   - toImage: the map from metres of the plan to image pixels.
    ///   - width: the width of the picture, in pixels.
    ///   - height: the height of the picture, in pixels.
    ///   - vertices: vertices of the plan, in metres.
    ///   - points: the positions of these vertices in the picture, in pixels.
    ///   - weights: the weight of each vertex.
    init?(
        plan: PitchPlan, toImage: Homography, width: Double, height: Double, vertices: [Point], points: [Point],
        weights: [Double]
    ) {
        let straight = Lens(strength: 0, width: width, height: height)
        let stiffness = Self.pointDeviation * width / Self.strengthDeviation
        let (toStraight, strength) = toImage.refined(
            from: vertices, to: points, weights: weights, drift: points.map(straight.correction),
            stiffness: stiffness * stiffness, steps: 5)
        guard let fromImage = toImage.inverse, let fromStraight = toStraight.inverse else { return nil }
        self.plan = plan
        self.toImage = toImage
        self.fromImage = fromImage
        self.toStraight = toStraight
        self.fromStraight = fromStraight
        lens = Lens(strength: strength, width: width, height: height)
    }

    /// The ground as a camera of known place sees it.
    /// - Returns: `nil` if the picture shows hardly any ground.
    init?(plan: PitchPlan, camera: BroadcastCamera) {
        guard let toStraight = camera.toStraightImage, let fromStraight = toStraight.inverse else { return nil }
        let lens = camera.lens
        // The homography that fits best in the part of the picture that shows ground.
        var (positions, points): ([Point], [Point]) = ([], [])
        for row in 0..<6 {
            for column in 0..<6 {
                let point = Point(camera.width * Double(column) / 5, camera.height * Double(row) / 5)
                guard let position = fromStraight.apply(lens.straightened(point)),
                    (-plan.length...2 * plan.length).contains(position.x),
                    (-plan.width...2 * plan.width).contains(position.y)
                else { continue }
                positions.append(position)
                points.append(point)
            }
        }
        guard positions.count >= 6, let toImage = Homography(from: positions, to: points),
            let fromImage = toImage.inverse
        else { return nil }
        self.plan = plan
        self.toImage = toImage
        self.fromImage = fromImage
        self.toStraight = toStraight
        self.fromStraight = fromStraight
        self.lens = lens
    }

    /// Returns the position on the plan of a point in the picture, in metres; `nil` above the horizon.
    public func position(ofImagePoint p: Point) -> Point? { fromStraight.apply(lens.straightened(p)) }

    /// Returns the pixel that shows a position on the plan; `nil` behind the camera.
    public func imagePoint(ofPosition p: Point) -> Point? { toStraight.apply(p).map(lens.bent) }
}
