public import Geometry

/// A pitch of known measures, and the maps between it and one picture.
public struct PitchGround: Hashable, Sendable {
    public let plan: PitchPlan
    /// Image pixels to metres of the plan, of all homographies the one that fits best.
    public let fromImage: Homography
    /// Metres of the plan to image pixels: draw `plan.lines` with it and they lie on the painted ones, but for what the
    /// lens bends.
    public let toImage: Homography
    /// What a homography leaves over.
    public let lens: Lens
    /// What a found keypoint is off, as a share of the width, and how strong lenses are: few points or such as are close
    /// together don't bend the picture.
    private static let pointDeviation = 0.002
    private static let strengthDeviation = 0.05

    /// The maps to and from a picture whose lines are straight.
    private let toStraight: Homography
    private let fromStraight: Homography

    /// - Parameters:
    ///   - toImage: metres of the plan to image pixels.
    ///   - width: of the picture, in pixels.
    ///   - height: of the picture, in pixels.
    ///   - vertices: of the plan, in metres; seen at `points`, in pixels.
    ///   - weights: how much each of them counts.
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

    /// Where on the plan a point of the picture is, in metres; `nil` above the horizon.
    public func position(ofImagePoint p: Point) -> Point? { fromStraight.apply(lens.straightened(p)) }

    /// The pixel where a place on the plan is seen; `nil` behind the camera.
    public func imagePoint(ofPosition p: Point) -> Point? { toStraight.apply(p).map(lens.bent) }
}
