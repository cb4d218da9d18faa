import Geometry

/// Where the camera looked in each frame of a shot, relative to its first analysed one.
///
/// A stabilised place is one in that frame's picture, which goes on beyond its edges: there, a person who stands still stays
/// in place.
struct CameraPath: Sendable {
    /// For each frame of the clip from the shot's first analysed one, what brings its pixels to stabilised places.
    private let toStabilised: [CameraMotion]
    private let start: Int

    /// Chains the motion between neighbouring analysed frames, as their boxes tell it.
    ///
    /// - Parameters:
    ///   - frames: ascending, at least one.
    ///   - frameRate: frames per second of the clip.
    ///   - checkTime: called for every frame; what it throws ends the work.
    init(
        _ frames: [(index: Int, boxes: [Box])], frameRate: Double, checkTime: () throws -> Void = {}
    ) rethrows {
        let estimator = CameraMotionEstimator()
        var steps: [CameraStep] = []
        for (before, after) in zip(frames, frames.dropFirst()) {
            try checkTime()
            let motion = estimator.motion(from: before.boxes, to: after.boxes, frames: after.index - before.index)
            steps.append(CameraStep(motion, boxes: before.boxes, frames: after.index - before.index))
        }
        var path = [CameraMotion.none]
        for step in CameraStep.steadied(steps, frameRate: frameRate) {
            let from = path[path.count - 1]
            let to = from.after(step.motion.inverse)
            for k in 1..<max(step.frames, 1) {
                path.append(from.interpolated(to: to, at: Double(k) / Double(step.frames)))
            }
            path.append(to)
        }
        toStabilised = path
        start = frames.first?.index ?? 0
    }

    /// The camera holds still before its first and after its last frame.
    func toStabilised(from frame: Int) -> CameraMotion {
        toStabilised[min(max(frame - start, 0), toStabilised.count - 1)]
    }
}

extension CameraMotion {
    fileprivate func interpolated(to other: CameraMotion, at t: Double) -> CameraMotion {
        CameraMotion(
            a: a + (other.a - a) * t, b: b + (other.b - b) * t,
            translation: translation + (other.translation - translation) * t)
    }
}
