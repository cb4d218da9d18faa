import Geometry
import Observations

/// The track of one person in `PersonTracker`.
struct PersonTrack: Hashable, Sendable {
    enum State: Sendable {
        /// The person hasn't been seen often enough to have an id.
        case tentative
        /// The person was seen in the last analysed frame.
        case tracked
        /// The person wasn't seen in the last analysed frame, but the track is remembered.
        case lost
        case removed
    }

    /// The id; 0 until the track is confirmed.
    var id = 0
    var state = State.tentative
    var filter: BoxFilter
    /// The expected box in the current frame.
    var predicted: Box
    /// The detection that continued the track most recently.
    var detection: Detection
    var votes = ClassVote()
    let firstFrame: Int
    var lastFrame: Int
    /// The number of consecutive analysed frames that showed the person.
    var consecutive = 1

    init(_ detection: Detection, frameIndex: Int) {
        filter = BoxFilter(detection.box)
        predicted = detection.box
        self.detection = detection
        firstFrame = frameIndex
        lastFrame = frameIndex
        votes.add(detection.objectClass, confidence: detection.confidence)
    }

    mutating func predict(frames: Int, motion: CameraMotion) {
        filter.move(motion)
        filter.predict(frames: frames, keepsHeight: state == .lost)
        predicted = filter.box
    }

    mutating func correct(_ detection: Detection, frameIndex: Int) {
        filter.correct(detection.box)
        self.detection = detection
        votes.add(detection.objectClass, confidence: detection.confidence)
        lastFrame = frameIndex
        consecutive += 1
    }
}
