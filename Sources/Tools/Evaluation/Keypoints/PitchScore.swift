import Geometry
public import Observations
public import Pitch

/// A comparison of found keypoints with labelled ones, frame by frame. `summary` returns the figures.
public struct PitchScore: Sendable {
    var outcomes: [PitchOutcome] = []

    /// Creates an empty score.
    public init() {}

    /// Verifies that there is something to evaluate.
    ///
    /// - Parameter source: The path of the labels.
    /// - Throws: `EvaluationError` with `malformed` if no frame has a labelled keypoint.
    public func requireTruth(in source: String) throws(EvaluationError) {
        guard outcomes.allSatisfy({ $0.labelledCount == 0 }) else { return }
        throw EvaluationError(
            .malformed, "None of the pictures has a labelled pitch, so there is nothing to evaluate.", source: source)
    }

    /// Adds a frame and estimates its view with `PitchView` from the found keypoints.
    ///
    /// - Parameters:
    ///   - frame: The labelled frame.
    ///   - found: The found keypoints in vertex order; `.absent` or empty if nothing is found.
    ///   - confidence: The confidence of the pitch in this frame; by default the mean over the found keypoints.
    ///   - truth: The labelled keypoints.
    public mutating func add(
        frame: EvaluatedFrame, found: [Keypoint], confidence: Double? = nil, truth: PitchTruth
    ) {
        add(
            frame: frame, found: found,
            view: PitchView.estimate(keypoints: found, width: frame.width, height: frame.height),
            confidence: confidence, truth: truth)
    }

    /// Adds a frame whose view of the pitch is already known, for example from neighbouring frames.
    ///
    /// - Parameters:
    ///   - frame: The labelled frame.
    ///   - found: The found keypoints in vertex order; `.absent` or empty if nothing is found.
    ///   - view: The view of the pitch, or `nil` if there is none.
    ///   - confidence: The confidence of the pitch in this frame; by default the mean over the found keypoints.
    ///   - truth: The labelled keypoints.
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
            outcome.distances.append((distance, frame.relative(label.point)))
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

/// The evaluation of one frame.
struct PitchOutcome: Sendable {
    var frame: EvaluatedFrame
    var foundCount: Int
    /// The confidence that ranks the frame for OKS-mAP.
    var confidence: Double
    var similarity: Double
    var truth: [Keypoint]
    var found: [Keypoint]
    var labelledCount = 0
    /// The number of keypoints found without a label.
    var falseCount = 0
    /// The distances of found keypoints from their labels, in pixels at 1280 wide, and the places of the labels as shares
    /// of the frame's width and height.
    var distances: [(pixels: Double, place: Point)] = []
    /// The mean error in metres, using the view of the pitch; `nil` if there is none.
    var viewError: Double?
    /// The mean error in metres, using the plain homography; `nil` if there is none.
    var plainError: Double?
}

/// The labelled and the found keypoints of one frame, for inspection.
public struct PitchMisses: Hashable, Sendable {
    /// The frame.
    public var frame: EvaluatedFrame
    /// The mean distance of the labelled keypoints from their vertices on the pitch, in metres; `nil` without a view.
    public var error: Double?
    /// The labelled keypoints in vertex order, in pixels of the source frame.
    public var truth: [Keypoint]
    /// The found keypoints in vertex order, in pixels of the source frame.
    public var found: [Keypoint]
}

extension PitchScore {
    /// Returns the frames with the worst views, worst first: frames without a view, then those with the largest error.
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
