import Geometry
public import Observations
public import Pitch

/// Gathers found keypoints beside labelled ones, frame after frame; `summary` gives the figures.
public struct PitchScore: Sendable {
    var outcomes: [PitchOutcome] = []
    var errorGrid = PictureGrid()

    /// Starts an empty score.
    public init() {}

    /// Makes sure that there is something to measure.
    ///
    /// - Parameter source: where the labels are.
    /// - Throws: `EvaluationError`, `malformed` if no frame has a labelled keypoint.
    public func requireTruth(in source: String) throws(EvaluationError) {
        guard outcomes.allSatisfy({ $0.labelledCount == 0 }) else { return }
        throw EvaluationError(
            .malformed, "No pitch is labelled in the pictures here, so there is nothing to measure.", source: source)
    }

    /// Adds a frame as `PitchView` understands its found keypoints.
    ///
    /// - Parameters:
    ///   - found: in vertex order; `.absent` or empty where nothing is found.
    ///   - confidence: how sure the pitch is in this frame; without it, the mean over the found keypoints.
    ///   - frame: the labelled frame.
    ///   - truth: the labelled keypoints.
    public mutating func add(
        frame: EvaluatedFrame, found: [Keypoint], confidence: Double? = nil, truth: PitchTruth
    ) {
        add(
            frame: frame, found: found,
            view: PitchView.estimate(keypoints: found, width: frame.width, height: frame.height),
            confidence: confidence, truth: truth)
    }

    /// Adds a frame whose view of the pitch is already known, as from the frames around it.
    ///
    /// - Parameters:
    ///   - frame: the labelled frame.
    ///   - found: in vertex order; `.absent` or empty where nothing is found.
    ///   - view: nil where there is none.
    ///   - confidence: how sure the pitch is; without it, the mean over the found keypoints.
    ///   - truth: the labelled keypoints.
    public mutating func add(
        frame: EvaluatedFrame, found: [Keypoint], view: PitchView?, confidence: Double? = nil, truth: PitchTruth
    ) {
        let present = found.filter(\.isPresent)
        var outcome = PitchOutcome(
            frame: frame, foundCount: present.count,
            confidence: confidence ?? meanOfNumbers(present.map(\.confidence)),
            similarity: ObjectKeypointSimilarity.of(found, truth: truth), truth: truth.keypoints, found: found)
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
        if present.count >= 4 {
            let plain = ReprojectionError.plainHomography(of: found)
            outcome.plainError = ReprojectionError.mean(truth: truth.keypoints, map: plain.map { $0.apply })
            outcome.viewError = ReprojectionError.mean(
                truth: truth.keypoints, map: view.map { $0.position(ofImagePoint:) })
        }
        outcomes.append(outcome)
    }
}

/// What one frame gives.
struct PitchOutcome: Sendable {
    var frame: EvaluatedFrame
    var foundCount: Int
    /// What ranks the frame among the others in OKS-mAP.
    var confidence: Double
    var similarity: Double
    var truth: [Keypoint]
    var found: [Keypoint]
    var labelledCount = 0
    /// Found where no label is.
    var falseCount = 0
    /// Pixels at 1280 wide, of the labelled keypoints that were found.
    var distances: [Double] = []
    /// Metres, by the view of the pitch and by the plain homography; nil where there is none.
    var viewError: Double?
    var plainError: Double?
}

/// One frame's labelled keypoints beside the found ones: what a person wants to look at where they are far apart.
public struct PitchMisses: Hashable, Sendable {
    /// The frame.
    public var frame: EvaluatedFrame
    /// The mean of where the labelled keypoints land, in metres; nil without a view of the pitch.
    public var error: Double?
    /// In vertex order, pixels of the source frame.
    public var truth: [Keypoint]
    /// What was found, likewise.
    public var found: [Keypoint]
}

extension PitchScore {
    /// The frames that are worst to look at, worst first: those without a view of the pitch, then those whose view is
    /// furthest off.
    public func worstFrames(limit: Int) -> [PitchMisses] {
        let errors = outcomes.map { $0.viewError ?? .infinity }
        let order = outcomes.indices.filter { outcomes[$0].labelledCount > 0 }.sorted {
            (-errors[$0], $0) < (-errors[$1], $1)
        }
        return order.prefix(max(0, limit)).map {
            let outcome = outcomes[$0]
            return PitchMisses(
                frame: outcome.frame, error: outcome.viewError, truth: outcome.truth, found: outcome.found)
        }
    }
}
