import Geometry
import Observations
import Reports

/// The evaluation of a model or tracker, as text, JSON or an HTML page. Parts that were not evaluated are `nil`.
public struct EvaluationReport: Sendable {
    /// A title with the subject and the method, such as the model's name and the settings.
    public var title: String
    /// The figures of objects.
    public var players: DetectionSummary?
    /// The figures of the pitch.
    public var pitch: PitchSummary?
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

    var sections: [Section] {
        [players.map(Self.section), pitch.map(Self.section), mot.map(Self.section), teams.map(Self.section)]
            .compactMap(\.self)
    }

    /// The figures as text for a terminal.
    public var table: String {
        ([title + "\n"] + sections.map { "\($0.name)\n\($0.table.text)" }).joined(separator: "\n")
    }

    private static func section(_ players: DetectionSummary) -> Section {
        var table = TextTable([
            "class", "truth", "mAP50", "mAP50-95", "precision", "recall", "F1", "at confidence",
        ])
        func add(_ name: String, _ truth: Int, _ map50: Double, _ map50To95: Double, _ best: OperatingPoint) {
            table.add(
                [name, "\(truth)"]
                    + [map50, map50To95, best.precision, best.recall, best.f1, best.confidence].map {
                        $0.text(decimals: 3)
                    })
        }
        let truthCount = players.classes.reduce(0) { $0 + $1.truthCount }
        add("all", truthCount, players.map50, players.map50To95, players.best)
        for figures in players.classes {
            add(figures.objectClass.name, figures.truthCount, figures.map50, figures.map50To95, figures.best)
        }
        return Section(name: "Objects, \(players.frameCount) frames", table: table)
    }

    private static func section(_ pitch: PitchSummary) -> Section {
        var table = TextTable(["keypoints", "figure"])
        table.add(["labelled", "\(pitch.labelledCount)"])
        table.add(["found of the labelled ones", pitch.recall.text(decimals: 4)])
        table.add(["found without a label", "\(pitch.falseCount)"])
        table.add(["distance, mean, px at 1280 wide", pitch.meanDistance.text(decimals: 2)])
        table.add(["distance, median", pitch.medianDistance.text(decimals: 2)])
        table.add(["distance, 95 % below", pitch.distance95.text(decimals: 2)])
        table.add(["PCK at 5 px", pitch.within5.text(decimals: 4)])
        table.add(["PCK at 10 px", pitch.within10.text(decimals: 4)])
        table.add(["PCK at 20 px", pitch.within20.text(decimals: 4)])
        table.add(["OKS-mAP50", pitch.oksMAP50.text(decimals: 4)])
        table.add(["OKS-mAP50-95", pitch.oksMAP50To95.text(decimals: 4)])
        for (name, figures) in [("view", pitch.view), ("plain homography", pitch.plainHomography)] {
            table.add(["\(name): mean error, m", figures.mean.text(decimals: 3)])
            table.add(["\(name): median error, m", figures.median.text(decimals: 3)])
            table.add(["\(name): frames where it is usable", figures.usable.text(decimals: 4)])
        }
        return Section(name: "Pitch, \(pitch.frameCount) frames", table: table)
    }

    private static func section(_ mot: TrackingSummary) -> Section {
        var table = TextTable([
            "sequence", "frames", "HOTA", "DetA", "AssA", "LocA", "IDF1", "MOTA", "MOTP", "IDSW", "Frag",
        ])
        func add(_ name: String, _ frames: Int, _ figures: TrackingFigures) {
            let shares = [
                figures.hota, figures.detA, figures.assA, figures.locA, figures.idf1, figures.mota, figures.motp,
            ]
            table.add(
                [name, "\(frames)"] + shares.map { $0.text(decimals: 4) }
                    + ["\(figures.idSwitches)", "\(figures.fragmentations)"])
        }
        add("all", mot.sequences.reduce(0) { $0 + $1.frameCount }, mot.all)
        for sequence in mot.sequences { add(sequence.name, sequence.frameCount, sequence.figures) }
        return Section(
            name: "Tracks, \(mot.sequences.count) \(mot.sequences.count == 1 ? "sequence" : "sequences")", table: table)
    }

    private static func section(_ teams: TeamSummary) -> Section {
        var table = TextTable(["teams", "count", "right", "named"])
        table.add(
            [
                "tracks", "\(teams.trackCount)", teams.tracksRight.text(decimals: 4),
                teams.tracksNamed.text(decimals: 4),
            ])
        table.add(["boxes", "\(teams.boxCount)", teams.boxesRight.text(decimals: 4), ""])
        return Section(name: "Teams", table: table)
    }
}
