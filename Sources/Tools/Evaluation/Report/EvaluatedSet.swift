/// The figures of one of several labelled folders.
public struct EvaluatedSet: Sendable {
    /// The name of the set; see `FolderNames`.
    public var name: String
    /// The figures of objects.
    public var players: DetectionSummary?
    /// The figures of the pitch.
    public var pitch: PitchSummary?

    /// Creates a set with the figures of its folder.
    public init(name: String, players: DetectionSummary? = nil, pitch: PitchSummary? = nil) {
        self.name = name
        self.players = players
        self.pitch = pitch
    }
}
