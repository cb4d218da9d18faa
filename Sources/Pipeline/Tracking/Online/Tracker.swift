import Geometry
public import Observations

/// A tracker of all objects of a clip online, frame by frame: persons with ByteTrack, and a single ball.
///
/// For a complete clip, `ClipTracker` gives better results.
public struct Tracker: Sendable {
    private let settings: TrackingSettings
    private var persons: PersonTracker
    private var ball: BallTracker
    private var ballID = 0
    private var nextID = 1
    private var personDetections: [Detection] = []
    private var ballCandidates: [Detection] = []

    /// Makes a tracker without any tracks.
    public init(settings: TrackingSettings = .init()) {
        self.settings = settings
        persons = PersonTracker(settings: settings)
        ball = BallTracker(settings: settings)
    }

    /// Returns the objects of the next analysed frame that have an id, in ascending order of id.
    ///
    /// A person has the class of most detections so far. Boxes that aren't finite or have no area are ignored.
    ///
    /// - Parameters:
    ///   - detections: the detections in the frame.
    ///   - frameIndex: greater than in the previous call. It may increase by the stride.
    public mutating func update(_ detections: [Detection], frameIndex: Int) -> [TrackedObject] {
        personDetections.removeAll(keepingCapacity: true)
        ballCandidates.removeAll(keepingCapacity: true)
        for detection in detections where detection.isTrackable {
            if detection.objectClass.isPerson {
                personDetections.append(detection)
            } else {
                ballCandidates.append(detection)
            }
        }
        persons.update(personDetections, frameIndex: frameIndex)
        persons.confirm(nextID: &nextID)
        var result: [TrackedObject] = []
        result.reserveCapacity(personDetections.count + 1)
        for track in persons.tracks where track.state == .tracked && track.lastFrame == frameIndex {
            var detection = track.detection
            detection.objectClass = track.votes.winner
            result.append(TrackedObject(id: track.id, detection: detection))
        }
        if let detection = ball.update(ballCandidates, frameIndex: frameIndex) {
            if ballID == 0 {
                ballID = nextID
                nextID += 1
            }
            result.append(TrackedObject(id: ballID, detection: detection))
        }
        result.sort { $0.id < $1.id }
        return result
    }

    /// Ends the tracks of all persons, because the camera has changed. Ids continue to increase, and the ball keeps its
    /// id.
    public mutating func endShot() {
        persons = PersonTracker(settings: settings)
        ball = BallTracker(settings: settings)
    }
}
