import Geometry

/// A test of whether a camera that films football could have a certain view of the pitch.
struct PitchPlausibility {
    /// The greatest distance beside the pitch at which the middle of the picture may point, in metres.
    private static let margin = 25.0
    /// The smallest and the greatest width of the visible ground, in metres at the picture's middle.
    private static let narrowest = 4.0
    private static let widest = 400.0

    private let plan: PitchPlan
    private let fromImage: Homography
    private let width: Double
    private let height: Double

    /// Prepares the test.
    ///
    /// - Parameter fromImage: the map from image pixels to metres of the plan.
    init(plan: PitchPlan, fromImage: Homography, width: Double, height: Double) {
        self.plan = plan
        self.fromImage = fromImage
        self.width = width
        self.height = height
    }

    var isPlausible: Bool {
        let centre = Point(width / 2, height / 2)
        // The bottom edge shows the nearest ground. A horizon below it means that the camera hangs upside down.
        guard fromImage.apply(Point(width / 2, height)) != nil, let place = fromImage.apply(centre),
            place.x > -Self.margin, place.x < plan.length + Self.margin, place.y > -Self.margin,
            place.y < plan.width + Self.margin, let scale = fromImage.areaScale(at: centre), scale > 0
        else { return false }
        let across = scale.squareRoot() * width
        return across > Self.narrowest && across < Self.widest && isUpright
    }

    /// Whether lower points of the picture are nearer: the third coordinate grows downwards.
    private var isUpright: Bool {
        guard let above = fromImage.areaScale(at: Point(width / 2, height / 2)),
            let below = fromImage.areaScale(at: Point(width / 2, height))
        else { return false }
        return below <= above * 1.2
    }
}
