public import Geometry

/// A painted line of a pitch, as a polyline in metres.
public struct PitchLine: Hashable, Sendable {
    /// The kinds of painted lines.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// A line along the length of the pitch.
        case touchLine
        /// A line across the end of the pitch.
        case goalLine
        /// The line across the middle of the pitch.
        case halfwayLine
        /// The outline of a penalty area.
        case penaltyArea
        /// The outline of a goal area.
        case goalArea
        /// The circle around the centre spot.
        case centreCircle
        /// The arc outside a penalty area.
        case penaltyArc
        /// A penalty spot or the centre spot, as a small circle.
        case spot
    }

    /// The kind of the line.
    public let kind: Kind
    /// The points of the polyline, in metres.
    public let points: [Point]

    /// Makes a line.
    public init(_ kind: Kind, _ points: [Point]) {
        self.kind = kind
        self.points = points
    }
}
