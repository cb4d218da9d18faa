import Geometry
import Observations
import Tracking

/// The comparison of a clip's result with its truth: objects, pitch, ids and teams.
public struct ClipComparison: Sendable {
    /// The scores of the objects.
    public private(set) var objects = DetectionScore()
    /// The scores of the keypoints and the view of the pitch.
    public private(set) var pitch = PitchScore()
    /// The scores of the tracks of persons. The ball is excluded, because there is no second one to confuse it with.
    public private(set) var tracks = TrackingScore()
    /// The scores of the teams; `nil` unless both sides contain teams.
    public private(set) var teams: TeamScore?
    /// The number of frames of the truth that the result lacks. They count as frames in which nothing was found.
    public let unanswered: Int

    /// Compares a result with the truth.
    ///
    /// - Parameters:
    ///   - name: The name of the clip, for the table of tracks.
    ///   - found: The result.
    ///   - truth: The truth. All of its frames count.
    /// - Throws: `EvaluationError` if the two cannot belong to the same clip, or if an id occurs twice in a frame.
    public init(name: String, found: ClipObservations, truth: ClipObservations) throws(EvaluationError) {
        let (width, height) = try Self.size(name: name, found: found, truth: truth)
        let answers = Dictionary(found.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
        if let last = truth.frames.last, let beyond = found.frames.last, beyond.index > last.index {
            throw EvaluationError(
                .malformed,
                "The result extends to frame \(beyond.index), but the truth ends at \(last.index): "
                    + "they belong to different clips.", source: name)
        }
        var teams = found.hasTeams && truth.hasTeams ? TeamScore() : nil
        var sequence: [TrackingSequence.Frame] = []
        for frame in truth.frames {
            let evaluated = EvaluatedFrame(
                name: FrameName(clip: name, index: frame.index).text, width: width, height: height)
            let answer = answers[frame.index] ?? ClipObservations.Frame(index: frame.index, objects: [], keypoints: [])
            objects.add(
                frame: evaluated, found: answer.objects.map(\.detection), truth: frame.objects.map(\.detection))
            if !frame.keypoints.isEmpty {
                pitch.add(frame: evaluated, found: answer.keypoints, truth: PitchTruth(keypoints: frame.keypoints))
            }
            sequence.append(TrackingSequence.Frame(truth: Self.persons(of: frame), found: Self.persons(of: answer)))
            teams?.add(found: TeamScore.persons(of: answer), truth: TeamScore.persons(of: frame))
        }
        try tracks.add(TrackingSequence(name: name, frames: sequence))
        self.teams = teams
        unanswered = truth.frames.count { answers[$0.index] == nil }
    }

    private static func persons(of frame: ClipObservations.Frame) -> [TrackedBox] {
        frame.objects.filter(\.detection.objectClass.isPerson).map(TrackedBox.init)
    }

    private static func size(
        name: String, found: ClipObservations, truth: ClipObservations
    ) throws(EvaluationError) -> (width: Int, height: Int) {
        guard let width = truth.width ?? found.width, let height = truth.height ?? found.height, width > 0, height > 0
        else {
            throw EvaluationError(
                .malformed, "Neither the truth nor the result gives the size of the frames, in \"clip\".",
                source: name)
        }
        if let other = found.width, let otherHeight = found.height, (other, otherHeight) != (width, height) {
            throw EvaluationError(
                .malformed,
                "The frames of the result are \(other)x\(otherHeight), those of the truth \(width)x\(height): "
                    + "they belong to different clips.", source: name)
        }
        return (width, height)
    }
}
