public import Geometry
public import Observations

/// One object of a frame as it was drawn.
public struct ObjectTruth: Hashable, Sendable {
    /// The same number through the whole clip, from 1.
    public var id: Int
    /// Tight around the drawn pixels, also those that another figure hides; clipped to the picture. Pixels.
    public var box: Box
    /// What it is.
    public var objectClass: ObjectClass
    /// 0 or 1; nil for referees and the ball.
    public var team: Int?
    /// The part of the whole figure that is seen: neither hidden nor outside the picture. 0.2 to 1.
    var visibleShare: Double
    /// Where it stands, as in results: metres on the template, 120 x 70.
    public var position: Point

    /// Makes the truth of an object.
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
    /// Rounded to three places: finer than any pixel or person can be placed.
    var thousandths: Double { (self * 1000).rounded() / 1000 }
}
