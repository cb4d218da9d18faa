import Geometry
import Observations
import Pitch

/// The labels of one frame, in pixels of the source frame.
struct FrameLabels: Hashable, Sendable {
    struct Object: Hashable, Sendable {
        var objectClass: ObjectClass
        var box: Box
        /// The confidence of a detected box that no person has changed yet.
        var confidence: Double?
    }

    struct Vertex: Hashable, Sendable {
        var point: Point
        /// Whether the vertex is in the picture but hidden.
        var isHidden: Bool
    }

    var objects: [Object]
    /// In vertex order; `nil` for a vertex that is not in the picture.
    var vertices: [Vertex?]

    static let vertexCount = PitchTemplate.vertices.count
    static let empty = FrameLabels(objects: [], vertices: [Vertex?](repeating: nil, count: vertexCount))

    var keypoints: [Keypoint] {
        vertices.map { $0.map { Keypoint(point: $0.point, confidence: 1) } ?? .absent }
    }
}

extension FrameLabels {
    private static let mostObjects = 1000
    /// The shortest side of a box, in pixels. A smaller box is a slip of the mouse.
    private static let shortestSide = 1.0

    /// Returns the labels with all boxes clipped to the picture.
    ///
    /// - Throws: `invalidLabels` if something cannot be a label of a frame of that size.
    func checked(width: Int, height: Int) throws(LabellingError) -> FrameLabels {
        let (width, height) = (Double(width), Double(height))
        guard objects.count <= Self.mostObjects else {
            throw LabellingError(.invalidLabels, "A frame can have at most \(Self.mostObjects) objects.")
        }
        guard vertices.count == Self.vertexCount else {
            throw LabellingError(.invalidLabels, "Send exactly \(Self.vertexCount) keypoints, not \(vertices.count).")
        }
        var labels = self
        for place in objects.indices {
            let sides = [objects[place].box.x1, objects[place].box.y1, objects[place].box.x2, objects[place].box.y2]
            let box = objects[place].box.clamped(width: width, height: height)
            guard sides.allSatisfy(\.isFinite), box.width >= Self.shortestSide, box.height >= Self.shortestSide else {
                throw LabellingError(.invalidLabels, "Box \(place + 1) lies outside the picture or has no area.")
            }
            labels.objects[place].box = box
        }
        for (number, vertex) in vertices.enumerated() {
            guard let point = vertex?.point else { continue }
            guard (0...width).contains(point.x), (0...height).contains(point.y) else {
                throw LabellingError(.invalidLabels, "Keypoint \(number + 1) lies outside the picture.")
            }
        }
        return labels
    }

    /// Returns the labels without the parts outside the picture.
    func clipped(width: Int, height: Int) -> FrameLabels {
        let (width, height) = (Double(width), Double(height))
        var labels = self
        labels.objects = objects.compactMap { object in
            var object = object
            object.box = object.box.clamped(width: width, height: height)
            return object.box.width >= Self.shortestSide && object.box.height >= Self.shortestSide ? object : nil
        }
        labels.vertices = vertices.map { vertex in
            guard let vertex, (0...width).contains(vertex.point.x), (0...height).contains(vertex.point.y) else {
                return nil
            }
            return vertex
        }
        return labels
    }
}

/// The JSON form of the labels: `{"objects": [{"class_id": 2, "bbox": [x1, y1, x2, y2], "confidence": 0.91}],
/// "keypoints": [[x, y, v] × 32]}`. As in YOLO's labels, v is 0 for a vertex outside the picture, 1 for a hidden one
/// and 2 for a visible one.
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
                forKey: .keypoints, in: container, debugDescription: "a keypoint must be [x, y, v]")
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
    /// The value rounded to two decimals, which is finer than a person can point.
    var hundredths: Double { (self * 100).rounded() / 100 }
}
