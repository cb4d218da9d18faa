import Foundation
import Geometry
public import Observations
import Tracking

/// What a file says of a clip, frame by frame: a result in the subnet's JSON, or the truth of a synthetic clip, which
/// has the same form.
public struct ClipObservations: Hashable, Sendable {
    /// One frame.
    public struct Frame: Hashable, Sendable {
        /// The frame index, from 0.
        public var index: Int
        /// Boxes in pixels of the source frame, with ids.
        public var objects: [TrackedObject]
        /// 0, 1 or nil for each of `objects`; empty is nil for all.
        public var teams: [Int?]
        /// In vertex order; `[0, 0]` in the file is `.absent`. Without a confidence of their own, present ones have 1.
        public var keypoints: [Keypoint]

        /// Makes a frame.
        public init(index: Int, objects: [TrackedObject], teams: [Int?] = [], keypoints: [Keypoint]) {
            self.index = index
            self.objects = objects
            self.teams = teams
            self.keypoints = keypoints
        }

        /// The team of the object at a place in `objects`.
        func team(at place: Int) -> Int? { place < teams.count ? teams[place] : nil }
    }

    /// By frame index.
    public var frames: [Frame]
    /// What the result is of: the clip's file name, where `analyze` was not told another.
    public var challengeID: String?
    /// Seconds.
    public var processingTime: Double?
    /// Pixels of the source frame, where the file says so.
    public var width: Int?
    /// The source frame's height in pixels, if the file gives it.
    public var height: Int?

    /// Makes observations. `frames` are in the order of their indices.
    public init(
        frames: [Frame], challengeID: String? = nil, processingTime: Double? = nil, width: Int? = nil,
        height: Int? = nil
    ) {
        self.frames = frames
        self.challengeID = challengeID
        self.processingTime = processingTime
        self.width = width
        self.height = height
    }

    /// The objects of every frame up to the last, for `TrackingSequence`; nothing for a frame the file leaves out.
    var objectsByFrame: [[TrackedObject]] {
        var objects = [[TrackedObject]](repeating: [], count: (frames.last?.index ?? -1) + 1)
        for frame in frames { objects[frame.index] = frame.objects }
        return objects
    }

    /// Whether any object has a team.
    var hasTeams: Bool { frames.contains { $0.teams.contains { $0 != nil } } }
}

extension ClipObservations {
    /// Reads a result of a clip, or a clip's truth.
    ///
    /// - Throws: `EvaluationError`, `malformed` if the file is neither.
    public init(path: String) throws(EvaluationError) {
        try self.init(json: TextFile.bytes(of: path), source: path)
    }

    /// Reads a file that counts as the truth of a clip.
    ///
    /// - Throws: `EvaluationError`, `malformed` if the file holds no frame: then there is nothing to measure.
    public init(truthAt path: String) throws(EvaluationError) {
        try self.init(path: path)
        guard !frames.isEmpty else {
            throw EvaluationError(
                .malformed,
                "This truth has no frames, so there is nothing to measure. Make one with synthesize --truth.",
                source: path)
        }
    }

    /// Reads the bytes of such a file.
    ///
    /// - Parameters:
    ///   - json: the bytes of the file.
    ///   - source: what errors call it.
    public init(json: [UInt8], source: String) throws(EvaluationError) {
        let file: ClipFile
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            file = try decoder.decode(ClipFile.self, from: Data(json))
        } catch {
            throw EvaluationError(
                .malformed,
                "This is not a result in the subnet's JSON, nor a clip's truth: \(Self.explanation(of: error)).",
                source: source)
        }
        if let version = file.version, version != 1 {
            throw EvaluationError(
                .malformed, "This truth has version \(version); this program reads version 1.", source: source)
        }
        var frames: [Frame] = []
        for frame in file.frames { frames.append(try Self.frame(frame, source: source)) }
        frames.sort { $0.index < $1.index }
        for (frame, next) in zip(frames, frames.dropFirst()) where frame.index == next.index {
            throw EvaluationError(.malformed, "Frame \(frame.index) stands in it twice.", source: source)
        }
        self.init(
            frames: frames, challengeID: file.challengeId, processingTime: file.processingTime,
            width: file.clip?.width, height: file.clip?.height)
    }

    private static func frame(_ frame: ClipFile.Frame, source: String) throws(EvaluationError) -> Frame {
        guard (0..<1_000_000).contains(frame.frameNumber) else {
            throw EvaluationError(.malformed, "\(frame.frameNumber) is no frame number.", source: source)
        }
        var objects: [TrackedObject] = []
        for object in frame.objects {
            guard object.bbox.count == 4, let objectClass = ObjectClass(rawValue: object.classId) else {
                throw EvaluationError(
                    .malformed,
                    "An object of frame \(frame.frameNumber) has no bbox of 4 numbers or no class_id from 0 to 3.",
                    source: source)
            }
            guard (0...1).contains(object.team ?? 0) else {
                throw EvaluationError(
                    .malformed, "An object of frame \(frame.frameNumber) has a team that is neither 0 nor 1.",
                    source: source)
            }
            let box = Box(x1: object.bbox[0], y1: object.bbox[1], x2: object.bbox[2], y2: object.bbox[3])
            objects.append(
                TrackedObject(
                    id: object.id,
                    detection: Detection(box: box, objectClass: objectClass, confidence: object.confidence ?? 1)))
        }
        let keypoints = (frame.keypoints ?? []).map { place -> Keypoint in
            guard place.count >= 2, place[0] != 0 || place[1] != 0 else { return .absent }
            return Keypoint(point: Point(x: place[0], y: place[1]), confidence: 1)
        }
        return Frame(
            index: frame.frameNumber, objects: objects, teams: frame.objects.map(\.team), keypoints: keypoints)
    }

    private static func explanation(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\"\(key.stringValue)\" is missing\(place(context))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "a value has the wrong type\(place(context))"
        default: "it can't be parsed"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: "/")
    }
}

/// The file as it stands; the names are the format's, in camel case.
private struct ClipFile: Decodable {
    struct Frame: Decodable {
        var frameNumber: Int
        var keypoints: [[Double]]?
        var objects: [Object]
    }

    struct Object: Decodable {
        var id: Int
        var bbox: [Double]
        var classId: Int
        var confidence: Double?
        var team: Int?
    }

    struct Clip: Decodable {
        var width: Int
        var height: Int
    }

    /// Of a truth; a result has none.
    var version: Int?
    var challengeId: String?
    var frames: [Frame]
    var processingTime: Double?
    var clip: Clip?
}
