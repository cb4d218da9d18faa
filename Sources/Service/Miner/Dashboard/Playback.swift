import Geometry
import Media
import Observations
import Pitch

/// What the page needs to play a result: every frame with its objects, where they are on the pitch, and where the pitch
/// is in the picture.
struct Playback: Encodable, Sendable {
    /// A pitch from above.
    struct Plan: Encodable, Sendable {
        /// Metres.
        var length: Double
        var width: Double
        /// Every painted line as `[x, y]` of its corners.
        var lines: [[[Double]]]
    }

    struct Pitch: Encodable, Sendable {
        /// Which of the plans.
        var plan: Int
        /// Metres of the plan to pixels, row by row; what is before the camera has a positive third coordinate.
        var toImage: [Double]
    }

    struct Object: Encodable, Sendable {
        var id: Int?
        var bbox: [Double]
        var classId: Int
        var confidence: Double
        var team: Int?
        /// Metres of plan 0; nil where the pitch isn't known.
        var place: [Double]?
    }

    struct Frame: Encodable, Sendable {
        var frameNumber: Int
        var keypoints: [[Double]]
        var objects: [Object]
        var pitch: Pitch?
        /// The picture's edge on the ground, in metres of plan 0; nil above the horizon and far away.
        var view: [[Double]?]?
    }

    /// Pixels of a frame.
    var width: Int
    var height: Int
    var frameRate: Double
    /// Whether the clip itself is kept.
    var hasClip: Bool
    /// The first is that of all places.
    var plans: [Plan]
    var shots: [KeptResult.Shot]
    var frames: [Frame]
}

extension Playback {
    private static let pitches = [PitchPlan.template, .regulation]

    /// Finds the pitch in each frame, from the keypoints: a fraction of a millisecond a frame, so not for a thread that
    /// others wait for.
    init(_ result: KeptResult, width: Int, height: Int, hasClip: Bool) {
        let size = (width: result.clip?.width ?? width, height: result.clip?.height ?? height)
        let rate = result.clip?.frameRate ?? 0
        self.width = size.width
        self.height = size.height
        // The answers to pictures, and to clips of `/predict`, don't tell it.
        frameRate = rate > 0 ? rate : FrameRate.assumed.value
        self.hasClip = hasClip
        plans = Self.pitches.map(Plan.init)
        shots = result.shots ?? []
        frames = result.frames.map { Frame($0, width: size.width, height: size.height, pitches: Self.pitches) }
    }
}

extension Playback.Plan {
    init(_ plan: PitchPlan) {
        self.init(
            length: plan.length, width: plan.width, lines: plan.lines.map { $0.points.map(\.hundredths) })
    }
}

extension Playback.Frame {
    init(_ frame: KeptResult.Frame, width: Int, height: Int, pitches: [PitchPlan]) {
        let keypoints = frame.keypoints.map { pair in
            pair.count == 2 && pair != [0, 0] ? Keypoint(point: Point(pair[0], pair[1]), confidence: 1) : .absent
        }
        let seen = PitchView.estimate(keypoints: keypoints, width: width, height: height)
        frameNumber = frame.frameNumber
        self.keypoints = keypoints.map { [$0.point.x, $0.point.y] }
        objects = frame.objects.filter { $0.bbox.count == 4 }.map { object in
            let foot = Point((object.bbox[0] + object.bbox[2]) / 2, object.bbox[3])
            return Playback.Object(
                id: object.id, bbox: object.bbox, classId: object.classId, confidence: object.confidence,
                team: object.team, place: seen?.position(ofImagePoint: foot)?.hundredths)
        }
        guard let seen, let plan = pitches.firstIndex(of: seen.ground.plan) else { return }
        pitch = Playback.Pitch(plan: plan, toImage: seen.ground.toImage.elements)
        view = Self.edge(width: Double(width), height: Double(height)).map { place in
            seen.position(ofImagePoint: place).flatMap { Self.isNear($0) ? $0.hundredths : nil }
        }
    }

    /// Places around the picture, closed: short pieces, since the ground ends at the horizon.
    private static func edge(width: Double, height: Double) -> [Point] {
        let corners = [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)]
        let pieces = 8
        let sides = zip(corners, corners.dropFirst() + corners.prefix(1)).flatMap { from, to in
            (0..<pieces).map { from + (to - from) * (Double($0) / Double(pieces)) }
        }
        return sides + corners.prefix(1)
    }

    /// Whether a place is on the pitch or not far from it.
    private static func isNear(_ place: Point) -> Bool {
        (-60...180).contains(place.x) && (-60...130).contains(place.y)
    }
}

extension Point {
    fileprivate var hundredths: [Double] { [(x * 100).rounded() / 100, (y * 100).rounded() / 100] }
}
