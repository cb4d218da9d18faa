public import Geometry
import Pitch

/// Gathers found keypoints beside labelled ones, frame after frame; `summary` gives the figures.
public struct PitchScore: Sendable {
    /// What one frame gives.
    struct Outcome: Sendable {
        var frame: EvaluatedFrame
        var labelledCount: Int
        /// Pixels at 1280 wide, of the labelled keypoints that were found.
        var distances: [Double]
        /// Found where no label is.
        var falseCount: Int
        var foundCount: Int
        /// What ranks the frame among the others in OKS-mAP.
        var confidence: Double
        var similarity: Double
        /// Metres; nil without a homography, or where it throws a labelled keypoint behind the horizon.
        var reprojectionError: Double?
    }

    var outcomes: [Outcome] = []
    var errorGrid = PictureGrid()

    public init() {}

    /// Adds a frame with the homography that `PitchView` makes of the found keypoints.
    ///
    /// - Parameters:
    ///   - found: in vertex order; `.absent` or empty where nothing is found.
    ///   - confidence: how sure the pitch is in this frame; without it, the mean over the found keypoints.
    public mutating func add(
        frame: EvaluatedFrame, found: [Keypoint], confidence: Double? = nil, truth: PitchTruth
    ) {
        let view = PitchView.estimate(keypoints: found, width: frame.width, height: frame.height)
        add(frame: frame, found: found, homography: view?.homography, confidence: confidence, truth: truth)
    }

    /// Adds a frame with a homography that is already known.
    ///
    /// - Parameter homography: image pixels to pitch metres; nil where there is none.
    public mutating func add(
        frame: EvaluatedFrame, found: [Keypoint], homography: Homography?, confidence: Double? = nil,
        truth: PitchTruth
    ) {
        let present = found.filter(\.isPresent)
        var outcome = Outcome(
            frame: frame, labelledCount: 0, distances: [], falseCount: 0, foundCount: present.count,
            confidence: confidence ?? meanOfNumbers(present.map(\.confidence)),
            similarity: ObjectKeypointSimilarity.of(found, truth: truth))
        for (vertex, label) in truth.keypoints.enumerated() {
            let isFound = vertex < found.count && found[vertex].isPresent
            guard label.isPresent else {
                if isFound { outcome.falseCount += 1 }
                continue
            }
            outcome.labelledCount += 1
            guard isFound else { continue }
            let distance = found[vertex].point.distance(to: label.point) * frame.scaleTo1280
            outcome.distances.append(distance)
            errorGrid.add(distance, at: frame.relative(label.point))
        }
        if let homography {
            let error = ReprojectionError.mean(of: homography, truth: truth.keypoints)
            outcome.reprojectionError = error.isFinite ? error : nil
        }
        outcomes.append(outcome)
    }
}
