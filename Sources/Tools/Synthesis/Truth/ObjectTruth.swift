public import Geometry
public import Observations

/// One object of a frame, as it was drawn.
public struct ObjectTruth: Hashable, Sendable {
    /// The id of the object, from 1, constant through the clip.
    public var id: Int
    /// The tight box around the drawn pixels in pixels, including hidden ones, clipped to the picture.
    public var box: Box
    /// The class of the object.
    public var objectClass: ObjectClass
    /// The team, 0 or 1; `nil` for referees and the ball.
    public var team: Int?
    /// The visible share of the whole figure, 0.2 to 1: neither hidden nor outside the picture.
    var visibleShare: Double
    /// The position on the template in metres, 120 x 70, as in results.
    public var position: Point

    /// Creates the truth of an object.
    public init(
        id: Int, box: Box, objectClass: ObjectClass, team: Int?, visibleShare: Double, position: Point
    ) {
        self.id = id
        self.box = box
        self.objectClass = objectClass
        self.team = team
        self.visibleShare = visibleShare
        self.position = position
    }
}

extension ObjectTruth: Codable {
    private enum CodingKeys: String, CodingKey {
        case id
        case bbox
        case classId = "class_id"
        case team
        case visible
        case position
    }

    /// Decodes the truth of an object; see `ClipTruth` for the format.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let bbox = try container.decode([Double].self, forKey: .bbox)
        let position = try container.decode([Double].self, forKey: .position)
        guard bbox.count == 4, position.count == 2 else {
            throw DecodingError.dataCorruptedError(
                forKey: .bbox, in: container, debugDescription: "bbox has four numbers and position two")
        }
        self.init(
            id: try container.decode(Int.self, forKey: .id),
            box: Box(x1: bbox[0], y1: bbox[1], x2: bbox[2], y2: bbox[3]),
            objectClass: try container.decode(ObjectClass.self, forKey: .classId),
            team: try container.decodeIfPresent(Int.self, forKey: .team),
            visibleShare: try container.decode(Double.self, forKey: .visible),
            position: Point(position[0], position[1]))
    }

    /// Encodes the truth of an object; see `ClipTruth` for the format.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode([box.x1, box.y1, box.x2, box.y2].map { $0.thousandths }, forKey: .bbox)
        try container.encode(objectClass, forKey: .classId)
        try container.encodeIfPresent(team, forKey: .team)
        try container.encode(visibleShare.thousandths, forKey: .visible)
        try container.encode([position.x.thousandths, position.y.thousandths], forKey: .position)
    }
}

extension Double {
    /// The value rounded to three decimals, finer than the position of any pixel or person.
    var thousandths: Double { (self * 1000).rounded() / 1000 }
}
