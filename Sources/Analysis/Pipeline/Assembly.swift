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
        return clock.measure(.assemble) { assemble(objects: objects, analysed: analysed) }
    }
}
