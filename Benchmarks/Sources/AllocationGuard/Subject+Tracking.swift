import Geometry
import Tracking

extension Subject {
    /// Giving ids: frame by frame, and over a whole clip.
    static var tracking: [Subject] {
        let online = Material.match(frames: 50)
        let clip = Material.match(frames: 100).filter { $0.frameIndex.isMultiple(of: 2) }
        return [
            Subject(name: "tracker association", unit: "50 frames of 23 objects") {
                var tracker = Tracker()
                for frame in online { keep(tracker.update(frame.detections, frameIndex: frame.frameIndex).count) }
            },
            Subject(name: "ClipTracker", unit: "100 frames at stride 2") {
                keep(ClipTracker().track(clip, frameCount: 100).count)
            },
        ]
    }
}
