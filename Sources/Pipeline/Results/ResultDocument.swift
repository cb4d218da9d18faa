public import Foundation
import Observations

/// The JSON document of a clip's result, for reading.
///
/// ``ResultFormat/challenge`` writes it from a ``ClipResult``. The subnet's own fields are `challenge_id`, `frames` and
/// `processing_time`; the others are extensions that the subnet ignores. The truth of a synthetic clip has the same
/// form with a `version`.
public struct ResultDocument: Codable, Hashable, Sendable {
    /// An object in a frame.
    public struct Object: Codable, Hashable, Sendable {
        /// The id, the same for the same object in every frame.
        public var id: Int
        /// The left, top, right and bottom edges, in pixels of the source frame.
        public var bbox: [Double]
        /// The raw value of `ObjectClass`.
        public var classID: Int
        /// The confidence, 0 to 1; `nil` in a truth.
        public var confidence: Double?
        /// The team, 0 or 1; `nil` if unknown.
        public var team: Int?

        /// Makes an object.
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

    /// A frame of the clip.
    public struct Frame: Codable, Hashable, Sendable {
        /// The frame index: the place in presentation order, from 0.
        public var frameNumber: Int
        /// The 32 keypoints `[x, y]` in vertex order, in pixels; `[0, 0]` = not seen. `nil` if the writer omitted them.
        public var keypoints: [[Double]]?
        /// The objects in the frame.
        public var objects: [Object]

        /// Makes a frame.
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

    /// The properties of the clip.
    public struct Clip: Codable, Hashable, Sendable {
        /// The width of a frame, in pixels.
        public var width: Int
        /// The height of a frame, in pixels.
        public var height: Int
        /// The average frame rate, in frames per second.
        public var frameRate: Double?
        /// The number of frames.
        public var frameCount: Int?
        /// FFmpeg's name of the codec, such as `h264`.
        public var codec: String?
        /// Whether frames are missing at the end.
        public var endedEarly: Bool?
        /// The number of missing frames, if it is known.
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

    /// The frames between two cuts.
    public struct Shot: Codable, Hashable, Sendable {
        /// The index of the first frame.
        public var fromFrame: Int
        /// The index of the last frame.
        public var toFrame: Int
        /// `main`, `close` or `other`; absent in results of versions before 0.5.
        public var kind: String?

        private enum CodingKeys: String, CodingKey {
            case fromFrame = "from_frame"
            case toFrame = "to_frame"
            case kind
        }
    }

    /// The settings of the analysis.
    public struct Settings: Codable, Hashable, Sendable {
        /// A stride and the frame from which it was used.
        public struct Stride: Codable, Hashable, Sendable {
            /// The index of the first frame with this stride.
            public var fromFrame: Int
            /// The stride N: every Nth frame was analysed.
            public var stride: Int

            private enum CodingKeys: String, CodingKey {
                case fromFrame = "from_frame"
                case stride
            }
        }

        /// The stride at the start.
        public var frameStride: Int
        /// The number of frames in one run of the model.
        public var batchSize: Int
        /// The width of the network's picture, in pixels.
        public var imageSize: Int
        /// The content of the frames between analysed ones: `interpolate` or `none`.
        public var fill: String
        /// The strides of the analysis, in order of the frames.
        public var strides: [Stride]

        private enum CodingKeys: String, CodingKey {
            case frameStride = "frame_stride"
            case batchSize = "batch_size"
            case imageSize = "img_size"
            case fill, strides
        }
    }

    /// The version of a truth's format; `nil` in a result.
    public var version: Int?
    /// The id of the challenge.
    public var challengeID: String?
    /// The frames in presentation order.
    public var frames: [Frame]
    /// The processing time, in seconds.
    public var processingTime: Double?
    /// The properties of the clip.
    public var clip: Clip?
    /// The shots of the clip, in order.
    public var shots: [Shot]?
    /// The model package's name and version.
    public var model: String?
    /// The settings of the analysis.
    public var settings: Settings?

    /// Makes a document without a version.
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

    /// Parses a result or a truth.
    ///
    /// - Throws: ``ResultDocumentError`` if the bytes aren't JSON of this form.
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

/// A failure to parse a result, with the place of the first fault.
public struct ResultDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The fault in words, such as `"frames" is missing at clip`, without a full stop.
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
