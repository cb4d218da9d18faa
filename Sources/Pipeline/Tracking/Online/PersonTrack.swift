import Geometry
import Observations

/// A person followed from frame to frame.
struct PersonTrack: Hashable, Sendable {
    enum State: Sendable {
        /// Not yet seen often enough to have an id.
        case tentative
        /// Seen in the last analysed frame.
        case tracked
        /// Not seen in the last analysed frame, but remembered.
        case lost
        case removed
    }

    /// 0 until confirmed.
    var id = 0
    var state = State.tentative
    var filter: BoxFilter
    /// Where the filter expects the box in the present frame.
    var predicted: Box
    /// What continued the track in the present frame.
    var detection: Detection
    var votes = ClassVote()
    let firstFrame: Int
    var lastFrame: Int
    /// Analysed frames in a row that showed it.
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
