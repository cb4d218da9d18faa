public import Foundation
import Observations

/// The JSON of a clip's result, as it is read back.
///
/// ``ResultFormat/challenge`` writes it from a ``ClipResult``. The subnet's own fields are `challenge_id`, `frames` and
/// `processing_time`; the others are extensions that its readers ignore. The truth of a synthetic clip has the same form,
/// with a `version`.
public struct ResultDocument: Codable, Hashable, Sendable {
    /// One object of a frame.
    public struct Object: Codable, Hashable, Sendable {
        public var id: Int
        /// Left, top, right and bottom, in pixels of the source frame.
        public var bbox: [Double]
        /// The raw value of `ObjectClass`.
        public var classID: Int
        /// 0 to 1; nil in a truth.
        public var confidence: Double?
        /// 0 or 1; nil if unknown.
        public var team: Int?

        public init(id: Int, bbox: [Double], classID: Int, confidence: Double? = nil, team: Int? = nil) {
            self.id = id
            self.bbox = bbox
            self.classID = classID
            self.confidence = confidence
            self.team = team
        }

        private enum CodingKeys: String, CodingKey {
            case id, bbox
            case classID = "class_id"
            case confidence, team
        }
    }

    public struct Frame: Codable, Hashable, Sendable {
        /// The frame's place in presentation order, from 0.
        public var frameNumber: Int
        /// 32 pairs of pixels in vertex order; `[0, 0]` is not seen. Nil if the writer left them out.
        public var keypoints: [[Double]]?
        public var objects: [Object]

        public init(frameNumber: Int, keypoints: [[Double]]?, objects: [Object]) {
            self.frameNumber = frameNumber
            self.keypoints = keypoints
            self.objects = objects
        }

        private enum CodingKeys: String, CodingKey {
            case frameNumber = "frame_number"
            case keypoints, objects
        }
    }

    public struct Clip: Codable, Hashable, Sendable {
        /// Pixels of a frame.
        public var width: Int
        public var height: Int
        /// Frames per second, on average.
        public var frameRate: Double?
        public var frameCount: Int?
        public var codec: String?
        /// Whether frames at the end are missing.
        public var endedEarly: Bool?
        /// How many of them, if the container tells.
        public var missingFrames: Int?

        private enum CodingKeys: String, CodingKey {
            case width, height
            case frameRate = "frame_rate"
            case frameCount = "frame_count"
            case codec
            case endedEarly = "ended_early"
            case missingFrames = "missing_frames"
        }
    }

    /// Frames between two cuts, both included.
    public struct Shot: Codable, Hashable, Sendable {
        public var fromFrame: Int
        public var toFrame: Int
        /// `main`, `close` or `other`; absent in results of versions before 0.5.
        public var kind: String?

        private enum CodingKeys: String, CodingKey {
            case fromFrame = "from_frame"
            case toFrame = "to_frame"
            case kind
        }
    }

    public struct Settings: Codable, Hashable, Sendable {
        public struct Stride: Codable, Hashable, Sendable {
            public var fromFrame: Int
            public var stride: Int

            private enum CodingKeys: String, CodingKey {
                case fromFrame = "from_frame"
                case stride
            }
        }

        public var frameStride: Int
        public var batchSize: Int
        public var imageSize: Int
        public var fill: String
        public var strides: [Stride]

        private enum CodingKeys: String, CodingKey {
            case frameStride = "frame_stride"
            case batchSize = "batch_size"
            case imageSize = "img_size"
            case fill, strides
        }
    }

    /// Of a truth; nil in a result.
    public var version: Int?
    public var challengeID: String?
    public var frames: [Frame]
    /// Seconds.
    public var processingTime: Double?
    public var clip: Clip?
    public var shots: [Shot]?
    /// The model package's name and version.
    public var model: String?
    public var settings: Settings?

    public init(
        challengeID: String? = nil, frames: [Frame], processingTime: Double? = nil, clip: Clip? = nil,
        shots: [Shot]? = nil, model: String? = nil, settings: Settings? = nil
    ) {
        self.challengeID = challengeID
        self.frames = frames
        self.processingTime = processingTime
        self.clip = clip
        self.shots = shots
        self.model = model
        self.settings = settings
    }

    /// Reads a result or a truth.
    /// - Throws: ``ResultDocumentError`` if the bytes are not JSON of this form.
    public init(json: some DataProtocol) throws(ResultDocumentError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(json))
        } catch {
            throw ResultDocumentError(error)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case version
        case challengeID = "challenge_id"
        case frames
        case processingTime = "processing_time"
        case clip, shots, model, settings
    }
}

/// Bytes that are no result, with the place of the first fault.
public struct ResultDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Half a sentence, `"frames" is missing at clip`.
    public let description: String

    init(_ error: any Error) {
        description =
            switch error {
            case DecodingError.keyNotFound(let key, let context):
                "\"\(key.stringValue)\" is missing\(Self.place(context))"
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
                "a value has the wrong type\(Self.place(context))"
            default: "it can't be parsed"
            }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        context.codingPath.isEmpty ? "" : " at " + context.codingPath.map(\.stringValue).joined(separator: "/")
    }
}
