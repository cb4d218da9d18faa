public import Geometry
public import Observations

/// A tracker of all objects of a complete clip. Later frames help to identify objects in earlier ones.
///
/// Ids survive while an object is out of the picture, boxes are smoothed according to their jitter, each person has one
/// class, and frames between analysed ones are filled. For frames that arrive one by one, use `Tracker`.
public struct ClipTracker: Sendable {
    private let settings: TrackingSettings

    /// Makes a tracker.
    ///
    /// - Parameter settings: `minimumMatchingThreshold` and `compensatesCameraMotion` have no effect. Gaps of up to
    ///   `lostTrackBuffer` frames are filled.
    public init(settings: TrackingSettings = .init()) {
        self.settings = settings
    }

    /// Returns the objects of every frame in `0..<frameCount`, in ascending order of id.
    ///
    /// Ids count from 1 in order of appearance.
    ///
    /// - Parameters:
    ///   - frames: the analysed frames, in ascending order of frame index. Frames outside the clip are ignored, and
    ///     frames that aren't after the one before.
    ///   - frameCount: the number of frames in the clip, analysed or not.
    ///   - shotStarts: the indices of the first frames of all shots but the first. Tracks of persons end there.
    ///   - bounds: the picture, with its corner at (0, 0). Boxes are clipped to it, and dropped if nothing remains.
    ///   - fillsGaps: whether to fill frames that weren't analysed and detections that are missing.
    ///   - isTimeUp: called repeatedly. Once it returns `true`, objects in the remaining shots get ids from adjacent
    ///     frames only, and their boxes aren't smoothed.
    public func track(
        _ frames: [(frameIndex: Int, detections: [Detection])], frameCount: Int, shotStarts: [Int] = [],
        bounds: Box? = nil, fillsGaps: Bool = true, isTimeUp: () -> Bool = { false }
    ) -> [[TrackedObject]] {
        guard frameCount > 0 else { return [] }
        let analysed = frames.ascendingFrames(in: 0..<frameCount) { $0.frameIndex }
        let shots = Shots(starts: shotStarts)
        var paths: [[(frame: Int, detection: Detection)]] = []
        var ball: [(frame: Int, detection: Detection)] = []
        var start = 0
        for i in analysed.indices
        where i + 1 == analysed.count || !shots.areTogether(analysed[i].frameIndex, analysed[i + 1].frameIndex) {
            let shot = ShotPaths(Array(analysed[start...i]), settings: settings, isTimeUp: isTimeUp)
            paths += shot.persons
            ball += shot.ball
            start = i + 1
        }
        paths.append(ball)
        let kept = fillsGaps ? nil : Set(analysed.map(\.frameIndex))
        let result = number(&paths, frameCount: frameCount, bounds: bounds, kept: kept)
        guard fillsGaps else { return result }
        return GapFiller.extend(result, toEdgesOf: shots, analysed: analysed.map(\.frameIndex), bounds: bounds)
    }

    /// Numbers the paths in order of appearance, from left to right in a frame.
    ///
    /// Consumes the paths, because memory wouldn't suffice for several copies of those of a long clip.
    private func number(
        _ paths: inout [[(frame: Int, detection: Detection)]], frameCount: Int, bounds: Box?, kept: Set<Int>?
    ) -> [[TrackedObject]] {
        var counts = [Int](repeating: 0, count: frameCount)
        for i in paths.indices {
            if let bounds {
                for k in paths[i].indices {
                    let box = paths[i][k].detection.box
                    paths[i][k].detection.box = box.clamped(width: bounds.x2, height: bounds.y2)
                }
            }
            paths[i].removeAll { frame, detection in
                !(0..<frameCount).contains(frame) || kept?.contains(frame) == false
                    || bounds != nil && !(detection.box.area > 0)
            }
            for step in paths[i] { counts[step.frame] += 1 }
        }
        paths.removeAll(where: \.isEmpty)
        paths.sort {
            ($0[0].frame, $0[0].detection.box.x1, $0[0].detection.box.y1)
                < ($1[0].frame, $1[0].detection.box.x1, $1[0].detection.box.y1)
        }
        var result = counts.map { count in
            var objects: [TrackedObject] = []
            objects.reserveCapacity(count)
            return objects
        }
        for i in paths.indices {
            for (frame, detection) in paths[i] { result[frame].append(TrackedObject(id: i + 1, detection: detection)) }
            paths[i] = []
        }
        return result
    }
}

/// The error that ends the work on a shot when the time is up.
private struct TimeIsUp: Error {}

/// The persons and the ball of one shot.
private struct ShotPaths {
    let persons: [[(frame: Int, detection: Detection)]]
    let ball: [(frame: Int, detection: Detection)]

    init(
        _ frames: [(frameIndex: Int, detections: [Detection])], settings: TrackingSettings, isTimeUp: () -> Bool
    ) {
        func only(_ isIncluded: (ObjectClass) -> Bool) -> [(frameIndex: Int, detections: [Detection])] {
            frames.map { frame in
                (frame.frameIndex, frame.detections.filter { $0.isTrackable && isIncluded($0.objectClass) })
            }
        }
        let people = only(\.isPerson)
        let balls = only { $0 == .ball }
        do {
            func checkTime() throws { if isTimeUp() { throw TimeIsUp() } }
            let path = try CameraPath(
                people.map { frame in (index: frame.frameIndex, boxes: frame.detections.map(\.box)) },
                frameRate: settings.frameRate, checkTime: checkTime)
            let tracked = try PersonPaths(settings: settings, path: path).paths(of: people, checkTime: checkTime)
            ball = try BallPath(frameRate: settings.frameRate, path: path).ball(in: balls, checkTime: checkTime)
            persons = tracked
        } catch {
            persons = QuickPaths.persons(in: people)
            ball = QuickPaths.ball(in: balls)
        }
    }
}
