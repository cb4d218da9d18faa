import Geometry

/// The direction of the camera in each frame of a shot, relative to the first analysed frame.
///
/// Stabilised positions are pixels of that first frame, extended beyond its edges. A person who stands still has a
/// constant stabilised position.
struct CameraPath: Sendable {
    /// The motion from each frame's pixels to stabilised positions, beginning with the shot's first analysed frame.
    private let toStabilised: [CameraMotion]
    private let start: Int

    /// Chains the motions between adjacent analysed frames, estimated from their boxes.
    ///
    /// - Parameters:
    ///   - frames: in ascending order, at least one.
    ///   - frameRate: the clip's frames per second.
    ///   - checkTime: called for every frame. An error that it throws ends the work.
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

    /// Returns the motion from a frame's pixels to stabilised positions. The camera is assumed to be still before the
    /// first and after the last analysed frame.
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
