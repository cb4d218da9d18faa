import Geometry
import Media
import Observations
import Pitch
import Results
import Teams
import Tracking

/// The last stage: assigns ids over the whole clip, fills the frames between, and makes one result for each frame.
struct Assembly: Sendable {
    let settings: AnalysisSettings
    let info: VideoInfo
    /// The number of frames in the clip, analysed or not.
    let frameCount: Int
    /// The shots of the clip: runs of frames from one camera without a cut.
    let shots: [ShotSpan]
    let clock: StageClock
    /// The function that returns whether the time is up. The remaining steps are then shortened: ids come from adjacent
    /// frames only, and there are no teams.
    var isTimeUp: @Sendable () -> Bool = { false }

    /// Returns a result for every frame in `0..<frameCount`, in order.
    func frames(from analysed: [AnalysedFrame]) -> [FrameResult] {
        var analysed = analysed
        clock.measure(.pitch, as: "camera") {
            ShotAnalysis.apply(
                to: &analysed, shots: shots, width: info.width, height: info.height,
                frameRate: (info.frameRate ?? .assumed).value, isTimeUp: isTimeUp)
            if !settings.includesBystanders {
                for i in analysed.indices {
                    analysed[i].objects = PitchBounds.inside(analysed[i].objects, view: analysed[i].pitch)
                }
            }
        }
        let objects = clock.measure(.track) {
            var objects = track(analysed)
            let views = analysed.map { FrameView(frameIndex: $0.index, view: $0.pitch) }
            if !isTimeUp() { leaveOutStrangers(&objects, views: views) }
            if !isTimeUp() { RoleEvidence(views: views).apply(to: &objects) }
            if !isTimeUp() { RoleLimits(views: views).apply(to: &objects) }
            if !isTimeUp() { TeamAssignment(shots: shots, views: views).assign(to: &objects) }
            return objects
        }
        return clock.measure(.assemble) {
            let seen = Dictionary(analysed.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
            let keypoints = fillsGaps ? interpolatedKeypoints(analysed) : []
            return (0..<frameCount).map { index in
                if let frame = seen[index] {
                    return FrameResult(
                        index: index, objects: objects[index], keypoints: frame.keypoints, pitch: frame.pitch)
                }
                return FrameResult(
                    index: index, objects: objects[index], keypoints: fillsGaps ? keypoints[index] : [])
            }
        }
    }

    private var shotStarts: [Int] { shots.dropFirst().map(\.firstFrame) }

    private var fillsGaps: Bool { settings.fill == .interpolate }

    private func track(_ analysed: [AnalysedFrame]) -> [[TrackedObject]] {
        var tracking = TrackingSettings()
        tracking.frameRate = (info.frameRate ?? .assumed).value
        tracking.trackActivationThreshold = settings.confidenceThreshold
        return ClipTracker(settings: tracking).track(
            analysed.map { (frameIndex: $0.index, detections: $0.objects) }, frameCount: frameCount,
            shotStarts: shotStarts, bounds: Box(x1: 0, y1: 0, x2: Double(info.width), y2: Double(info.height)),
            fillsGaps: fillsGaps, isTimeUp: isTimeUp)
    }

    /// Removes graphics, and persons beside the pitch unless they are wanted. The ids of the rest close up.
    private func leaveOutStrangers(_ objects: inout [[TrackedObject]], views: [FrameView]) {
        let evidence = ParticipantEvidence(views: views, width: Double(info.width))
        var strangers = evidence.graphics(in: objects)
        if !settings.includesBystanders { strangers.formUnion(evidence.bystanders(in: objects)) }
        guard !strangers.isEmpty else { return }
        let highest = objects.lazy.joined().map(\.id).max() ?? 0
        var numbers: [Int: Int] = [:]
        for id in stride(from: 1, through: highest, by: 1) where !strangers.contains(id) {
            numbers[id] = numbers.count + 1
        }
        for frame in objects.indices {
            objects[frame] = objects[frame].compactMap { object in
                guard let number = numbers[object.id] else { return nil }
                var object = object
                object.id = number
                return object
            }
        }
    }

    private func interpolatedKeypoints(_ analysed: [AnalysedFrame]) -> [[Keypoint]] {
        GapFiller.fill(
            keypoints: analysed.map { (frameIndex: $0.index, keypoints: $0.keypoints) }, frameCount: frameCount,
            shotStarts: shotStarts)
    }
}
