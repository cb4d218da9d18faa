import Geometry
import Observations

/// `{"objects": [{"class_id": 2, "bbox": [x1, y1, x2, y2], "confidence": 0.91}], "keypoints": [[x, y, v] × 32]}`, with v
/// as in YOLO's labels: 0 not in the picture, 1 hidden, 2 seen.
extension FrameLabels: Codable {
    private enum CodingKeys: String, CodingKey {
        case objects
        case keypoints
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let places = try container.decode([[Double]].self, forKey: .keypoints)
        guard places.allSatisfy({ $0.count == 3 }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .keypoints, in: container, debugDescription: "a keypoint is x, y and v")
        }
        objects = try container.decode([Object].self, forKey: .objects)
        vertices = places.map {
            $0[2] > 0 ? Vertex(point: Point($0[0], $0[1]), isHidden: $0[2] == 1) : nil
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(objects, forKey: .objects)
        try container.encode(
            vertices.map {
                $0.map { [$0.point.x.hundredths, $0.point.y.hundredths, $0.isHidden ? 1 : 2] } ?? [0, 0, 0]
            },
            forKey: .keypoints)
    }
}

extension FrameLabels.Object: Codable {
    private enum CodingKeys: String, CodingKey {
        case classID = "class_id"
        case bbox
        case confidence
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let bbox = try container.decode([Double].self, forKey: .bbox)
        guard bbox.count == 4 else {
            throw DecodingError.dataCorruptedError(forKey: .bbox, in: container, debugDescription: "a box is 4 numbers")
        }
        objectClass = try container.decode(ObjectClass.self, forKey: .classID)
        box = Box(x1: bbox[0], y1: bbox[1], x2: bbox[2], y2: bbox[3])
        confidence = try container.decodeIfPresent(Double.self, forKey: .confidence)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(objectClass, forKey: .classID)
        try container.encode([box.x1, box.y1, box.x2, box.y2].map(\.hundredths), forKey: .bbox)
        try container.encodeIfPresent(confidence, forKey: .confidence)
    }
}

extension Double {
    /// Rounded to two places: finer than a hand can point.
    var hundredths: Double { (self * 100).rounded() / 100 }
}
