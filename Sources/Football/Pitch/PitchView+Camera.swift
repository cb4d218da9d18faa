import Geometry
public import Observations

extension PitchView {
    /// The view of a camera whose place is known.
    /// - Parameters:
    ///   - camera: The camera in this frame, in metres of `PitchPlan.regulation`.
    ///   - confidence: How sure it is, 0 to 1.
    ///   - keypoints: The 32 keypoints that the model found in the frame. Those that contradict the camera are dropped.
    /// - Returns: `nil` if the picture shows hardly any ground.
    public init?(camera: BroadcastCamera, confidence: Double, keypoints: [Keypoint]) {
        guard keypoints.count == PitchPlan.regulation.vertices.count else { return nil }
        let evidence = KeypointEvidence(keypoints, width: camera.width, height: camera.height)
        self.init(camera: camera, confidence: confidence, evidence: evidence, certainty: confidence)
    }

    /// The same with evidence at hand. `certainty`: how sure filled-in vertices are; `nil` if the frame alone says.
    init?(camera: BroadcastCamera, confidence: Double, evidence: KeypointEvidence, certainty: Double?) {
        guard let ground = PitchGround(plan: .regulation, camera: camera),
            let homography = Self.toTemplate(ground, width: camera.width, height: camera.height),
            let toImage = homography.inverse
        else { return nil }
        let inliers = evidence.inliers(of: ground)
        self.init(
            homography: homography, toImage: toImage, ground: ground,
            keypoints: KeypointFilling(evidence: evidence, ground: ground, inliers: inliers, certainty: certainty)
                .keypoints,
            inliers: inliers, confidence: confidence)
    }

    /// Pixels to metres of the template, where the picture shows the pitch.
    private static func toTemplate(_ ground: PitchGround, width: Double, height: Double) -> Homography? {
        var (points, positions): ([Point], [Point]) = ([], [])
        let (plan, steps) = (ground.plan, 8)
        for row in 0...steps {
            for column in 0...steps {
                let point = Point(width * Double(column) / Double(steps), height * Double(row) / Double(steps))
                guard let position = ground.position(ofImagePoint: point), (0...plan.length).contains(position.x),
                    (0...plan.width).contains(position.y)
                else { continue }
                points.append(point)
                positions.append(plan.templatePosition(of: position))
            }
        }
        return points.count >= 6 ? Homography(from: points, to: positions) : nil
    }
}
