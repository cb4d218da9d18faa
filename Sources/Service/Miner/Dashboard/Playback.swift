import Geometry
import Media
import Observations
import Pitch

/// A result in the form in which the page plays it: every frame with its objects, their positions on the pitch, and the
/// pitch's place in the picture.
struct Playback: Encodable, Sendable {
    /// A plan of a pitch, seen from above.
    struct Plan: Encodable, Sendable {
        /// The length in metres, along x.
        var length: Double
        /// The width in metres, along y.
        var width: Double
        /// Every painted line as a list of its corners, `[x, y]` in metres.
        var lines: [[[Double]]]
    }

    struct Pitch: Encodable, Sendable {
        /// The index of the pitch's plan in `plans`.
        var plan: Int
        /// The homography from metres of the plan to pixels, row by row. Points in front of the camera have a positive
        /// third coordinate.
        var toImage: [Double]
    }

    struct Object: Encodable, Sendable {
        var id: Int?
        var bbox: [Double]
        var classId: Int
        var confidence: Double
        var team: Int?
        /// The position in metres of plan 0, or `nil` if the view of the pitch is unknown.
        var place: [Double]?
    }

    struct Frame: Encodable, Sendable {
        var frameNumber: Int
        var keypoints: [[Double]]
        var objects: [Object]
        var pitch: Pitch?
        /// The outline of the picture on the ground, in metres of plan 0. Points above the horizon or far from the
        /// pitch are `nil`.
        var view: [[Double]?]?
    }

    /// The width of a frame, in pixels.
    var width: Int
    /// The height of a frame, in pixels.
    var height: Int
    var frameRate: Double
    /// Whether the clip itself is kept.
    var hasClip: Bool
    /// The plans of the pitches; every `place` and `view` refers to the first one.
    var plans: [Plan]
    var shots: [KeptResult.Shot]
    var frames: [Frame]
}

extension Playback {
    private static let pitches = [PitchPlan.template, .regulation]

    /// Estimates the camera view of each frame from its keypoints. This takes a fraction of a millisecond per frame, so
    /// call it on a thread that may block.
    init(_ result: KeptResult, width: Int, height: Int, hasClip: Bool) {
        let size = (width: result.clip?.width ?? width, height: result.clip?.height ?? height)
        let rate = result.clip?.frameRate ?? 0
        self.width = size.width
        self.height = size.height
        // Answers to pictures and to `/predict` do not contain the frame rate.
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

    /// Returns points along the edge of the picture, as a closed outline. The pieces are short because the ground ends
    /// at the horizon.
    private static func edge(width: Double, height: Double) -> [Point] {
        let corners = [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)]
        let pieces = 8
        let sides = zip(corners, corners.dropFirst() + corners.prefix(1)).flatMap { from, to in
            (0..<pieces).map { from + (to - from) * (Double($0) / Double(pieces)) }
        }
        return sides + corners.prefix(1)
    }

    /// Returns whether a point lies on the pitch or close to it.
    private static func isNear(_ place: Point) -> Bool {
        (-60...180).contains(place.x) && (-60...130).contains(place.y)
    }
}

extension Point {
    fileprivate var hundredths: [Double] { [(x * 100).rounded() / 100, (y * 100).rounded() / 100] }
}
