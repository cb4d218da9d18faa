import Geometry
import Media
import Pitch
import Tracking

/// The last stage: ids over the whole clip, the frames between filled, one result for each frame.
struct Assembly: Sendable {
    let settings: AnalysisSettings
    let info: VideoInfo
    /// Frames of the clip, analysed or not.
    let frameCount: Int
    let clock: StageClock

    /// A result for every frame `0..<frameCount`, in order.
    func frames(from analysed: [AnalysedFrame]) -> [FrameResult] {
        let objects = clock.measure(.track) { track(analysed) }
        return clock.measure(.assemble) {
            let seen = Dictionary(analysed.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
            let keypoints = fillsGaps ? interpolatedKeypoints(analysed) : []
            return (0..<frameCount).map { index in
                if let frame = seen[index] {
                    return FrameResult(
                        index: index, objects: objects[index], keypoints: frame.keypoints, pitch: frame.pitch)
                }
                let between = fillsGaps ? keypoints[index] : []
                let view = PitchView.estimate(keypoints: between, width: info.width, height: info.height)
                return FrameResult(index: index, objects: objects[index], keypoints: between, pitch: view)
            }
        }
    }

    private var fillsGaps: Bool { settings.fill == .interpolate }

    private func track(_ analysed: [AnalysedFrame]) -> [[TrackedObject]] {
        var settings = TrackingSettings()
        settings.frameRate = info.frameRate?.value ?? settings.frameRate
        var tracker = Tracker(settings: settings)
        let tracked = analysed.map { frame in
            (frameIndex: frame.index, objects: tracker.update(frame.objects, frameIndex: frame.index))
        }
        guard fillsGaps else {
            var frames = [[TrackedObject]](repeating: [], count: frameCount)
            for (index, objects) in tracked where index < frameCount { frames[index] = objects }
            return frames
        }
        let bounds = Box(x1: 0, y1: 0, x2: Double(info.width), y2: Double(info.height))
        return GapFiller.fill(tracks: tracked, frameCount: frameCount, bounds: bounds)
    }

    private func interpolatedKeypoints(_ analysed: [AnalysedFrame]) -> [[Keypoint]] {
        GapFiller.fill(
            keypoints: analysed.map { (frameIndex: $0.index, keypoints: $0.keypoints) }, frameCount: frameCount)
    }
}
