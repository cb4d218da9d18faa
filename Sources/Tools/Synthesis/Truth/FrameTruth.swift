public import Geometry
public import Observations

/// The exact contents of one frame of a synthetic clip.
public struct FrameTruth: Hashable, Sendable {
    /// The frame index, from 0.
    public var frameNumber: Int
    /// The time since the start, in seconds.
    public var time: Double
    /// The visible persons and the ball.
    public var objects: [ObjectTruth]
    /// The 32 keypoints in vertex order, in pixels; `.absent` if the vertex is outside the picture.
    public var keypoints: [Keypoint]
    /// The homography from metres of the clip's pitch (`ClipFacts.pitch`) to image pixels; `nil` if the lens bends
    /// straight lines.
    var toImage: Homography?

    /// Creates the truth of a frame.
    public init(
        frameNumber: Int, time: Double, objects: [ObjectTruth], keypoints: [Keypoint], toImage: Homography?
    ) {
        self.frameNumber = frameNumber
        self.time = time
        self.objects = objects
        self.keypoints = keypoints
        self.toImage = toImage
    }
}

extension FrameTruth: Codable {
    private enum CodingKeys: String, CodingKey {
        case frameNumber = "frame_number"
        case time
        case objects
        case keypoints
        case homography
    }

    /// Decodes the truth of a frame; see `ClipTruth` for the format.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let points = try container.decode([[Double]].self, forKey: .keypoints)
        let elements = try container.decodeIfPresent([Double].self, forKey: .homography)
        guard points.count == 32, points.allSatisfy({ $0.count == 2 }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .keypoints, in: container,
                debugDescription: "keypoints are 32 pairs")
        }
        self.init(
            frameNumber: try container.decode(Int.self, forKey: .frameNumber),
            time: try container.decode(Double.self, forKey: .time),
            objects: try container.decode([ObjectTruth].self, forKey: .objects),
            keypoints: points.map {
                $0 == [0, 0] ? .absent : Keypoint(point: Point($0[0], $0[1]), confidence: 1)
            },
            toImage: elements.flatMap { Homography(elements: $0) })
    }

    /// Encodes the truth of a frame; see `ClipTruth` for the format.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(frameNumber, forKey: .frameNumber)
        try container.encode(time, forKey: .time)
        try container.encode(objects, forKey: .objects)
        try container.encode(
            keypoints.map { $0.isPresent ? [$0.point.x.thousandths, $0.point.y.thousandths] : [0, 0] },
            forKey: .keypoints)
        try container.encodeIfPresent(toImage?.elements, forKey: .homography)
    }
}
