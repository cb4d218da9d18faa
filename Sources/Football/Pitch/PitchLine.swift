public import Geometry

/// One painted line of a pitch, as a polyline in metres.
public struct PitchLine: Hashable, Sendable {
    public enum Kind: Hashable, Sendable, CaseIterable {
        case touchLine
        case goalLine
        case halfwayLine
        case penaltyArea
        case goalArea
        case centreCircle
        case penaltyArc
        /// A penalty spot or the centre spot: a small circle.
        case spot
    }

    public let kind: Kind
    public let points: [Point]

    public init(_ kind: Kind, _ points: [Point]) {
        self.kind = kind
        self.points = points
    }
}
