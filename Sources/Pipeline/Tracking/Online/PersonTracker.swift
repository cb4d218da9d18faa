import Geometry
import Observations

/// A tracker of all persons of a clip, whatever their class. The method is ByteTrack (Zhang et al., "ByteTrack:
/// Multi-Object Tracking by Associating Every Detection Box", 2022).
///
/// Confident detections are matched with all tracks first. Less confident ones, which often show partly hidden persons,
/// are then matched with the remaining tracks. Only confident ones start a track.
struct PersonTracker: Sendable {
    /// The confidence below which a detection is noise, even in the second stage.
    private static let lowestConfidence = 0.1
    /// The margin above the activation threshold that a detection needs to start a track.
    private static let startMargin = 0.1
    /// The greatest distance, 1 - IoU, in the second stage.
    private static let secondStageLimit = 0.5
    /// The greatest distance, 1 - IoU x confidence, to a track without an id.
    private static let tentativeLimit = 0.7
    /// The distance, 1 - IoU, below which two tracks are the same object.
    private static let duplicateLimit = 0.15

    private let settings: TrackingSettings
    private(set) var tracks: [PersonTrack] = []
    private var lastFrame: Int?
    private var previousBoxes: [Box] = []
    private var estimator = CameraMotionEstimator()
    private var solver = AssignmentSolver()

    // The work space of one update, kept to avoid allocations.
    private var costs: [Double] = []
    private var rows: [Int] = []
    private var high: [Int] = []
    private var low: [Int] = []

    init(settings: TrackingSettings) {
        self.settings = settings
    }

    /// Advances all tracks to `frameIndex`.
    ///
    /// The persons of this frame are then the tracks in state `.tracked` whose last frame is `frameIndex`.
    mutating func update(_ detections: [Detection], frameIndex: Int) {
        sort(detections)
        let step = lastFrame.map { max(1, frameIndex - $0) } ?? 1
        predict(frames: step, motion: cameraMotion(to: detections, frames: step), frameIndex: frameIndex)
        match(
            { $0 == .tracked || $0 == .lost }, with: \.high, of: detections, frameIndex: frameIndex,
            limit: settings.minimumMatchingThreshold, weighsConfidence: true)
        match(
            { $0 == .tracked }, with: \.low, of: detections, frameIndex: frameIndex,
            limit: Self.secondStageLimit, weighsConfidence: false)
        match(
            { $0 == .tentative }, with: \.high, of: detections, frameIndex: frameIndex,
            limit: Self.tentativeLimit, weighsConfidence: true)
        settle(frameIndex: frameIndex)
        start(detections, frameIndex: frameIndex)
        removeDuplicates()
        lastFrame = frameIndex
    }

    /// Assigns ids to tracks that have been seen often enough, in the order of their detections.
    mutating func confirm(nextID: inout Int) {
        for i in tracks.indices
        where tracks[i].state == .tentative && tracks[i].consecutive >= settings.minimumConsecutiveFrames {
            tracks[i].state = .tracked
            tracks[i].id = nextID
            nextID += 1
        }
    }

    private mutating func sort(_ detections: [Detection]) {
        high.removeAll(keepingCapacity: true)
        low.removeAll(keepingCapacity: true)
        for i in detections.indices {
            if detections[i].confidence >= settings.trackActivationThreshold {
                high.append(i)
            } else if detections[i].confidence > Self.lowestConfidence {
                low.append(i)
            }
        }
    }

    private mutating func cameraMotion(to detections: [Detection], frames: Int) -> CameraMotion {
        guard settings.compensatesCameraMotion else { return .none }
        let boxes = high.map { detections[$0].box }
        defer { previousBoxes = boxes }
        return estimator.motion(from: previousBoxes, to: boxes, frames: frames)
    }

    private mutating func predict(frames: Int, motion: CameraMotion, frameIndex: Int) {
        for i in tracks.indices {
            if frameIndex - tracks[i].lastFrame - frames > settings.lostFrames { tracks[i].state = .removed }
            if tracks[i].state != .removed { tracks[i].predict(frames: frames, motion: motion) }
        }
        tracks.removeAll { $0.state == .removed }
    }

    /// Matches tracks in some states that this frame hasn't shown yet with the remaining detections.
    private mutating func match(
        _ isEligible: (PersonTrack.State) -> Bool, with free: WritableKeyPath<Self, [Int]>,
        of detections: [Detection], frameIndex: Int, limit: Double, weighsConfidence: Bool
    ) {
        rows.removeAll(keepingCapacity: true)
        for i in tracks.indices where isEligible(tracks[i].state) && tracks[i].lastFrame < frameIndex {
            rows.append(i)
        }
        let columns = self[keyPath: free]
        guard !rows.isEmpty, !columns.isEmpty else { return }
        costs.removeAll(keepingCapacity: true)
        for row in rows {
            for column in columns {
                let overlap = tracks[row].predicted.iou(detections[column].box)
                costs.append(1 - overlap * (weighsConfidence ? detections[column].confidence : 1))
            }
        }
        solver.solve(costs: costs, rows: rows.count, columns: columns.count, limit: limit)
        for (i, row) in rows.enumerated() {
            let k = solver.columnOfRow[i]
            guard k >= 0 else { continue }
            tracks[row].correct(detections[columns[k]], frameIndex: frameIndex)
            if tracks[row].state == .lost { tracks[row].state = .tracked }
            self[keyPath: free][k] = -1
        }
        self[keyPath: free].removeAll { $0 < 0 }
    }

    private mutating func settle(frameIndex: Int) {
        for i in tracks.indices where tracks[i].lastFrame < frameIndex {
            switch tracks[i].state {
            case .tracked:
                tracks[i].state = .lost
                tracks[i].consecutive = 0
            case .tentative: tracks[i].state = .removed
            case .lost, .removed: break
            }
            if frameIndex - tracks[i].lastFrame > settings.lostFrames { tracks[i].state = .removed }
        }
        tracks.removeAll { $0.state == .removed }
    }

    private mutating func start(_ detections: [Detection], frameIndex: Int) {
        for i in high where detections[i].confidence >= settings.trackActivationThreshold + Self.startMargin {
            tracks.append(PersonTrack(detections[i], frameIndex: frameIndex))
        }
    }

    /// Removes one of each pair of a lost and a visible track that overlap. The older one stays.
    ///
    /// A lost track that itself goes removes no visible one.
    private mutating func removeDuplicates() {
        for i in tracks.indices where tracks[i].state == .lost {
            let lostAge = tracks[i].lastFrame - tracks[i].firstFrame
            let duplicates = tracks.indices.filter { j in
                tracks[j].state == .tracked
                    && 1 - tracks[i].predicted.iou(tracks[j].detection.box) < Self.duplicateLimit
            }
            if duplicates.contains(where: { tracks[$0].lastFrame - tracks[$0].firstFrame >= lostAge }) {
                tracks[i].state = .removed
            } else {
                for j in duplicates { tracks[j].state = .removed }
            }
        }
        tracks.removeAll { $0.state == .removed }
    }
}
