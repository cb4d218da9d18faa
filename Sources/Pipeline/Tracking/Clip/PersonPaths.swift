import Geometry
import Observations

/// Finds the persons of one shot from all its frames at once.
///
/// With the camera's motion taken out, sightings become tracklets where there is no doubt, tracklets are
/// linked over the whole shot, and each track gets its class and a smooth box in every frame.
struct PersonPaths {
    /// Below this a detection is noise.
    static let lowestConfidence = 0.1
    /// Velocities in heights per second, and for how long they last, in seconds: close up for the next frames, and
    /// over gaps, in which a person runs on less than he did.
    private static let closeModel = (deviation: 1.2, memory: 1.0)
    private static let wideModel = (deviation: 0.6, memory: 0.5)
    /// Gaps in seconds, pass by pass, before and after tracklets of a few stray boxes are thrown out: linked over
    /// longer gaps these would become people. All long gaps are one pass: were some tried first, two wrong links that
    /// are just short enough would win over a right one and another that is not.
    private static let shortGaps = [0.24, 0.4]
    private static let longGaps = [1, 60.0]
    /// Sightings of a track at least, in a clip long enough.
    private static let fewestSightings = 5
    /// See `TrackletLinker`. Over short gaps only jitter and the walk count; over long ones the camera's path drifts.
    private static let linkLimit = -1.0
    private static let closeNoise = 0.05
    private static let wideNoise = 0.1

    let settings: TrackingSettings
    let path: CameraPath

    /// The boxes of each person of a shot, one per frame at most; unordered.
    ///
    /// - Parameter checkTime: called again and again; what it throws ends the work.
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

    /// In a clip of a few frames a person cannot be seen often.
    private func fewest(of analysed: Int) -> Int {
        max(min(Self.fewestSightings, (analysed + 2) / 3), min(settings.minimumConsecutiveFrames, analysed))
    }

    private func isConfident(_ tracklet: Tracklet) -> Bool {
        tracklet.sightings.contains { $0.detection.confidence >= settings.trackActivationThreshold }
    }
}
