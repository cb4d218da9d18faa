import Observations

/// What was measured of a model or a tracker, as a table, JSON or a page; parts that were not measured are nil.
public struct EvaluationReport: Sendable {
    /// What was measured and how, in a line: the model's name, the settings.
    public var title: String
    public var players: DetectionSummary?
    public var pitch: PitchSummary?
    public var mot: TrackingSummary?
    public var teams: TeamSummary?

    public init(
        title: String, players: DetectionSummary? = nil, pitch: PitchSummary? = nil, mot: TrackingSummary? = nil,
        teams: TeamSummary? = nil
    ) {
        self.title = title
        self.players = players
        self.pitch = pitch
        self.mot = mot
        self.teams = teams
    }
}
