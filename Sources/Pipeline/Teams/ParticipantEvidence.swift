import Geometry
public import Observations
public import Pitch

/// Finds tracks that are no participants of the match: persons beside the pitch, and graphics on the screen.
public struct ParticipantEvidence {
    /// Metres beyond a line at which somebody is beside the pitch; an assistant referee walks along the touch-line.
    private static let beside = 1.5
    private static let assistantReach = 4.0
    /// Who is beside the pitch in this share of the frames with a known view, at least so many, takes no part.
    private static let besideShare = 0.7
    private static let leastFrames = 3
    /// Views of less confidence place nobody.
    private static let leastConfidence = 0.3
    /// A graphic moves by less than this share of the picture's width, in so many analysed frames, while the picture behind it
    /// moves by more than the other.
    private static let (graphicRange, graphicFrames, leastCameraRange) = (0.004, 12, 0.04)

    /// The views of the analysed frames, in ascending order.
    let views: [FrameView]
    /// The picture's width in pixels.
    let width: Double

    /// - Parameters:
    ///   - views: The views of the analysed frames, in ascending order.
    ///   - width: The picture's width in pixels.
    public init(views: [FrameView], width: Double) {
        (self.views, self.width) = (views, width)
    }

    /// Returns the ids of persons who stand beside the pitch.
    public func bystanders(in objects: [[TrackedObject]]) -> Set<Int> {
        var stays: [Int: (known: Int, beside: Int, assisting: Int, referee: Int)] = [:]
        for frame in views {
            guard let view = frame.view, view.confidence >= Self.leastConfidence else { continue }
            let plan = view.ground.plan
            for object in objects[frame.frameIndex] where object.detection.objectClass.isPerson {
                let place = view.ground.position(ofImagePoint: object.detection.box.foot)
                var stay = stays[object.id, default: (0, 0, 0, 0)]
                stay.known += 1
                if object.detection.objectClass == .referee { stay.referee += 1 }
                // Above the horizon there is no ground to stand on.
                let endward = place.map { max(-$0.x, $0.x - plan.length) } ?? .infinity
                let sideward = place.map { max(-$0.y, $0.y - plan.width) } ?? .infinity
                if max(endward, sideward) > Self.beside { stay.beside += 1 }
                if endward <= Self.beside, sideward <= Self.assistantReach { stay.assisting += 1 }
                stays[object.id] = stay
            }
        }
        return Set(
            stays.filter { _, stay in
                func most(_ count: Int) -> Bool { Double(count) >= Self.besideShare * Double(stay.known) }
                guard stay.known >= Self.leastFrames, most(stay.beside) else { return false }
                return !(most(stay.referee) && most(stay.assisting))
            }.keys)
    }

    /// Returns the ids of tracks that stay fixed on the screen while the picture moves: crests, clocks, captions.
    public func graphics(in objects: [[TrackedObject]]) -> Set<Int> {
        /// Where each track is on the screen, and where the picture has moved to, summed from frame to frame.
        var tracks: [Int: (count: Int, place: Range2D, camera: Range2D)] = [:]
        var before: [Int: Point] = [:]
        var moved = Point.zero
        for frame in views {
            let persons = objects[frame.frameIndex].filter { $0.detection.objectClass.isPerson }
            let places = Dictionary(
                persons.map { ($0.id, $0.detection.box.center) }, uniquingKeysWith: { first, _ in first })
            let steps = places.compactMap { id, place in before[id].map { place - $0 } }
            if steps.count >= 4 {
                moved = moved + Point(Self.median(steps.map(\.x)), Self.median(steps.map(\.y)))
            }
            for (id, place) in places {
                var track = tracks[id] ?? (0, Range2D(place), Range2D(moved))
                track.count += 1
                track.place.include(place)
                track.camera.include(moved)
                tracks[id] = track
            }
            before = places
        }
        return Set(
            tracks.filter { _, track in
                track.count >= Self.graphicFrames && track.place.extent <= Self.graphicRange * width
                    && track.camera.extent >= Self.leastCameraRange * width
            }.keys)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// The bounds of the places seen so far.
private struct Range2D {
    private var low: Point
    private var high: Point

    init(_ p: Point) { (low, high) = (p, p) }

    mutating func include(_ p: Point) {
        low = Point(min(low.x, p.x), min(low.y, p.y))
        high = Point(max(high.x, p.x), max(high.y, p.y))
    }

    /// The longer side.
    var extent: Double { max(high.x - low.x, high.y - low.y) }
}
