import Geometry
import Observations
import Reports

/// The evaluation of a model or tracker, as text, JSON or an HTML page. Parts that were not evaluated are `nil`.
public struct EvaluationReport: Sendable {
    /// A title with the subject and the method, such as the model's name and the settings.
    public var title: String
    /// The figures of objects in the only folder of them.
    public var players: DetectionSummary?
    /// The figures of the pitch in the only folder of it.
    public var pitch: PitchSummary?
    /// The figures of each folder if there are several; `players` and `pitch` are then `nil`.
    public var sets: [EvaluatedSet] = []
    /// The worst frames of all folders. The text lists some of them if there are several folders.
    public var worst = WorstFrames()
    /// The program's confidence threshold, at which the figures of the ball are reported; `nil` omits them.
    public var confidenceThreshold: Double?
    /// The figures of tracks.
    public var mot: TrackingSummary?
    /// The figures of teams.
    public var teams: TeamSummary?

    /// Creates a report.
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

extension EvaluationReport {
    /// A table with a heading.
    struct Section {
        var name: String
        var table: TextTable
    }

    /// The number of frames that the text lists as the worst.
    private static let worstCount = 10

    /// The tables of the figures, which the text and the page show.
    var sections: [Section] {
        var sections = Self.overview(of: sets)
        for set in sets { sections += self.sections(players: set.players, pitch: set.pitch, of: set.name) }
        sections += self.sections(players: players, pitch: pitch, of: nil)
        return sections + [mot.map(Self.section), teams.map(Self.section)].compactMap(\.self)
    }

    /// The figures as text for a terminal.
    public var table: String {
        let worst = sets.isEmpty ? [] : worst.sections(limit: Self.worstCount)
        return ([title + "\n"] + (sections + worst).map { "\($0.name)\n\($0.table.text)" }).joined(separator: "\n")
    }

    /// Returns the tables of one folder. `set` is its name if there are several.
    private func sections(players: DetectionSummary?, pitch: PitchSummary?, of set: String?) -> [Section] {
        let suffix = set.map { " of \($0)" } ?? ""
        var sections: [Section] = []
        if let players {
            sections.append(Self.section(players, suffix))
            if let confidenceThreshold, players[.ball].truthCount > 0 {
                sections.append(Self.section(players.ball(threshold: confidenceThreshold), suffix))
            }
            if !players.matches.isEmpty {
                sections.append(
                    Self.comparison(
                        "Objects\(suffix) by match, mAP50", "match",
                        players.matches.map { (Self.name($0.name), $0.summary) }))
            }
        }
        if let pitch {
            sections.append(Self.section(pitch, suffix))
            if !pitch.matches.isEmpty {
                sections.append(
                    Self.comparison(
                        "Pitch\(suffix) by match", "match", pitch.matches.map { (Self.name($0.name), $0.summary) }))
            }
        }
        return sections
    }

    private static func overview(of sets: [EvaluatedSet]) -> [Section] {
        let players = sets.compactMap { set in set.players.map { (set.name, $0) } }
        let pitches = sets.compactMap { set in set.pitch.map { (set.name, $0) } }
        return (players.count > 1 ? [comparison("Objects by set, mAP50", "set", players)] : [])
            + (pitches.count > 1 ? [comparison("Pitch by set", "set", pitches)] : [])
    }

    /// Returns the name of a match for a table.
    private static func name(_ match: String?) -> String { match ?? "(no frame number)" }
}
