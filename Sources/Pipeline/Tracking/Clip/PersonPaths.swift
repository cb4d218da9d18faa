import Geometry
import Observations

/// The persons of a shot, found from all its frames at once.
///
/// The search removes the camera's motion, joins unambiguous sightings to tracklets, links the tracklets over the whole
/// shot, and gives each track a class and a smooth box in every frame.
struct PersonPaths {
    /// The confidence below which a detection is noise.
    static let lowestConfidence = 0.1
    /// The standard deviation of the velocity in heights per second, and its memory in seconds.
    ///
    /// The close model is for adjacent frames. The wide model is for gaps, over which a person keeps less of the
    /// velocity.
    private static let closeModel = (deviation: 1.2, memory: 1.0)
    private static let wideModel = (deviation: 0.6, memory: 0.5)
    /// The gaps in seconds for each pass, before and after tracklets of a few stray boxes are removed.
    ///
    /// Linked over longer gaps, stray boxes would become persons. All long gaps belong to one pass. With an
    /// intermediate pass, two wrong links that are just short enough would win over a right link and one that is
    /// slightly too long.
    private static let shortGaps = [0.24, 0.4]
    private static let longGaps = [1, 60.0]
    /// The fewest sightings of a track, if the clip is long enough.
    private static let fewestSightings = 5
    /// The settings of `TrackletLinker`. Over short gaps, only jitter and the walk matter. Over long gaps, the camera's
    /// path drifts too.
    private static let linkLimit = -1.0
    private static let closeNoise = 0.05
    private static let wideNoise = 0.1

    let settings: TrackingSettings
    let path: CameraPath

    /// Returns the boxes of each person in a shot, at most one in each frame. The persons are in no particular order.
    ///
    /// - Parameter checkTime: called repeatedly. An error that it throws ends the work.
    func paths(
        of frames: [(frameIndex: Int, detections: [Detection])], checkTime: () throws -> Void
    ) rethrows -> [[(frame: Int, detection: Detection)]] {
        guard let first = frames.first, let last = frames.last else { return [] }
        let persons = frames.map { frame in
            (frame.frameIndex, frame.detections.filter { $0.confidence > Self.lowestConfidence })
        }
        let sightings = persons.map { frame, detections in
            let toStabilised = path.toStabilised(from: frame)
            return detections.map { Sighting(frame: frame, detection: $0, place: toStabilised.apply($0.box)) }
        }
        let tracks = try tracks(
            of: sightings, length: last.frameIndex - first.frameIndex + 1, checkTime: checkTime)
        let smoother = TrackSmoother(
            noise: BoxNoise(tracks), path: path, longestGap: settings.lostFrames, frameRate: settings.frameRate)
        return try tracks.map { track in
            try checkTime()
            let objectClass = track.objectClass
            return smoother.boxes(of: track).map { frame, detection in
                var detection = detection
                detection.objectClass = objectClass
                return (frame, detection)
            }
        }
    }

    private func tracks(
        of sightings: [[Sighting]], length: Int, checkTime: () throws -> Void
    ) rethrows -> [Tracklet] {
        func model(_ walk: (deviation: Double, memory: Double)) -> WalkModel {
            WalkModel(
                deviation: walk.deviation, memory: walk.memory, frameRate: settings.frameRate, longest: length)
        }
        func frames(_ seconds: Double) -> Int { Int((seconds * settings.frameRate).rounded()) }
        let close = model(Self.closeModel)
        let step = GapFiller.stride(of: sightings.compactMap(\.first?.frame))
        let tracklets = try TrackletBuilder.tracklets(
            of: sightings, model: close, longestGap: 3 * step - 1, checkTime: checkTime)
        let near = try TrackletLinker(model: close, noise: Self.closeNoise, limit: Self.linkLimit)
            .link(tracklets, gaps: Self.shortGaps.map { max(frames($0), 2 * step) }, checkTime: checkTime)
            .filter { $0.sightings.count >= fewest(of: sightings.count) && isConfident($0) }
        return try TrackletLinker(model: model(Self.wideModel), noise: Self.wideNoise, limit: Self.linkLimit)
            .link(near, gaps: Self.longGaps.map { max(frames($0), 2 * step) }, checkTime: checkTime)
    }

    /// Returns the fewest sightings of a track. In a clip of a few frames, a person can't be seen often.
    private func fewest(of analysed: Int) -> Int {
        max(min(Self.fewestSightings, (analysed + 2) / 3), min(settings.minimumConsecutiveFrames, analysed))
    }

    private func isConfident(_ tracklet: Tracklet) -> Bool {
        tracklet.sightings.contains { $0.detection.confidence >= settings.trackActivationThreshold }
    }
}
