import Foundation
import Geometry
public import Observations
import Tracking

/// The contents of a clip frame by frame, from a result in the subnet's JSON or from the truth of a synthetic clip,
/// which has the same format.
public struct ClipObservations: Hashable, Sendable {
    /// One frame.
    public struct Frame: Hashable, Sendable {
        /// The frame index, from 0.
        public var index: Int
        /// The boxes in pixels of the source frame, with ids.
        public var objects: [TrackedObject]
        /// The team of each element of `objects`: 0, 1 or `nil`. An empty array stands for `nil` everywhere.
        public var teams: [Int?]
        /// The keypoints in vertex order; `[0, 0]` in the file becomes `.absent`. Keypoints without a confidence get 1.
        public var keypoints: [Keypoint]

        /// Creates a frame.
        public init(index: Int, objects: [TrackedObject], teams: [Int?] = [], keypoints: [Keypoint]) {
            self.index = index
            self.objects = objects
            self.teams = teams
            self.keypoints = keypoints
        }

        /// Returns the team of the object at an index of `objects`.
        func team(at place: Int) -> Int? { place < teams.count ? teams[place] : nil }
    }

    /// The frames, by frame index.
    public var frames: [Frame]
    /// The `challenge_id` of the result. By default, `analyze` writes the clip's file name.
    public var challengeID: String?
    /// The processing time in seconds.
    public var processingTime: Double?
    /// The source frame's width in pixels, if the file gives it.
    public var width: Int?
    /// The source frame's height in pixels, if the file gives it.
    public var height: Int?

    /// Creates observations from frames in the order of their indices.
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

    /// The objects of every frame up to the last one, for `TrackingSequence`. Frames that the file omits are empty.
    var objectsByFrame: [[TrackedObject]] {
        var objects = [[TrackedObject]](repeating: [], count: (frames.last?.index ?? -1) + 1)
        for frame in frames { objects[frame.index] = frame.objects }
        return objects
    }

    /// Whether any object has a team.
    var hasTeams: Bool { frames.contains { $0.teams.contains { $0 != nil } } }
}

extension ClipObservations {
    /// Reads a clip's result or truth from a file.
    ///
    /// - Throws: `EvaluationError` with `malformed` if the file is neither.
    public init(path: String) throws(EvaluationError) {
        try self.init(json: TextFile.bytes(of: path), source: path)
    }

    /// Reads the truth of a clip from a file.
    ///
    /// - Throws: `EvaluationError` with `malformed` if the file contains no frames, because there is nothing to
    ///   evaluate.
    public init(truthAt path: String) throws(EvaluationError) {
        try self.init(path: path)
        guard !frames.isEmpty else {
            throw EvaluationError(
                .malformed,
                "This truth has no frames, so there is nothing to evaluate. Create one with synthesize --truth.",
                source: path)
        }
    }

    /// Parses a clip's result or truth.
    ///
    /// - Parameters:
    ///   - json: The bytes of the file.
    ///   - source: The name of the file in error messages.
    /// - Throws: `EvaluationError` with `malformed` if the bytes are neither.
    public init(json: [UInt8], source: String) throws(EvaluationError) {
        let file: ClipFile
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            file = try decoder.decode(ClipFile.self, from: Data(json))
        } catch {
            throw EvaluationError(
                .malformed,
                "This is neither a result in the subnet's JSON nor a clip's truth: \(Self.explanation(of: error)).",
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
            throw EvaluationError(.malformed, "Frame \(frame.index) occurs twice.", source: source)
        }
        self.init(
            frames: frames, challengeID: file.challengeId, processingTime: file.processingTime,
            width: file.clip?.width, height: file.clip?.height)
    }

    private static func frame(_ frame: ClipFile.Frame, source: String) throws(EvaluationError) -> Frame {
        guard (0..<1_000_000).contains(frame.frameNumber) else {
            throw EvaluationError(.malformed, "\(frame.frameNumber) is not a valid frame number.", source: source)
        }
        var objects: [TrackedObject] = []
        for object in frame.objects {
            guard object.bbox.count == 4, let objectClass = ObjectClass(rawValue: object.classId) else {
                throw EvaluationError(
                    .malformed,
                    "An object of frame \(frame.frameNumber) needs a bbox of 4 numbers and a class_id from 0 to 3.",
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
        default: "it cannot be parsed"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: "/")
    }
}

/// The file's format; the names are converted to camel case.
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

    /// The version of a truth; a result has none.
    var version: Int?
    var challengeId: String?
    var frames: [Frame]
    var processingTime: Double?
    var clip: Clip?
}
