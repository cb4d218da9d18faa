import Geometry
import Observations
import Reports

extension EvaluationReport {
    /// Encodes the figures as JSON: `players`, `pitch`, `mot` and `teams`, as far as they were evaluated. If there are
    /// several labelled folders, `players` and `pitch` are in the members of the array `sets`, each with its `name`.
    ///
    /// Shares, including HOTA, are from 0 to 1. Unknown figures are null.
    public func json() throws -> [UInt8] {
        var members: [(String, JSONValue)] = [("title", .string(title))]
        members += self.members(players: players, pitch: pitch)
        if !sets.isEmpty { members.append(("sets", .array(sets.map(value)))) }
        if let mot { members.append(("mot", Self.value(of: mot))) }
        if let teams { members.append(("teams", Self.value(of: teams))) }
        return try ReportJSON.encode(JSONValue.object(members))
    }

    private func value(of set: EvaluatedSet) -> JSONValue {
        .object([("name", .string(set.name))] + members(players: set.players, pitch: set.pitch))
    }

    private func members(players: DetectionSummary?, pitch: PitchSummary?) -> [(String, JSONValue)] {
        let players = players.map { players in
            let matches = players.matches.map { Self.value(ofMatch: $0.name, members(of: $0.summary)) }
            return ("players", JSONValue.object(members(of: players) + Self.list(of: matches)))
        }
        let pitch = pitch.map { pitch in
            let matches = pitch.matches.map { Self.value(ofMatch: $0.name, Self.members(of: $0.summary)) }
            return ("pitch", JSONValue.object(Self.members(of: pitch) + Self.list(of: matches)))
        }
        return [players, pitch].compactMap(\.self)
    }

    private static func value(ofMatch name: String?, _ members: [(String, JSONValue)]) -> JSONValue {
        .object([("name", name.map { .string($0) } ?? .null)] + members)
    }

    private static func list(of matches: [JSONValue]) -> [(String, JSONValue)] {
        matches.isEmpty ? [] : [("matches", .array(matches))]
    }

    private func members(of players: DetectionSummary) -> [(String, JSONValue)] {
        func byClass(
            _ all: Double, _ figure: (DetectionSummary.ClassFigures) -> Double
        ) -> JSONValue {
            .object(
                [("all", .number(all))] + players.classes.map { ($0.objectClass.name, .number(figure($0))) })
        }
        let ball = confidenceThreshold.map { ("ball", Self.value(of: players.ball(threshold: $0), threshold: $0)) }
        return [
            ("frames", .count(players.frameCount)),
            ("truth", .object(players.classes.map { ($0.objectClass.name, .count($0.truthCount)) })),
            ("map50", byClass(players.map50, \.map50)),
            ("map50_95", byClass(players.map50To95, \.map50To95)),
            ("ar100", byClass(players.averageRecall, \.averageRecall)),
            ("precision", byClass(players.best.precision, \.best.precision)),
            ("recall", byClass(players.best.recall, \.best.recall)),
            ("f1", byClass(players.best.f1, \.best.f1)),
            ("confidence", byClass(players.best.confidence, \.best.confidence)),
        ] + [ball].compactMap(\.self)
    }

    private static func value(of ball: BallFigures, threshold: Double) -> JSONValue {
        .object([
            ("confidence", .number(threshold)),
            ("precision", .number(ball.atThreshold.precision)),
            ("recall", .number(ball.atThreshold.recall)),
            ("recall_at_precision_85", .number(ball.precise.recall)),
            ("confidence_at_precision_85", .number(ball.precise.confidence)),
        ])
    }

    private static func members(of pitch: PitchSummary) -> [(String, JSONValue)] {
        [
            ("frames", .count(pitch.frameCount)),
            ("labelled", .count(pitch.labelledCount)),
            ("recall", .number(pitch.recall)),
            ("false", .count(pitch.falseCount)),
            ("mean_px", .number(pitch.meanDistance)),
            ("median_px", .number(pitch.medianDistance)),
            ("p95_px", .number(pitch.distance95)),
            ("pck5", .number(pitch.within5)),
            ("pck10", .number(pitch.within10)),
            ("pck20", .number(pitch.within20)),
            ("oks_map50", .number(pitch.oksMAP50)),
            ("oks_map50_95", .number(pitch.oksMAP50To95)),
            ("homography_mean_m", .number(pitch.view.mean)),
            ("homography_median_m", .number(pitch.view.median)),
            ("usable_homography", .number(pitch.view.usable)),
            ("plain_homography_mean_m", .number(pitch.plainHomography.mean)),
            ("plain_homography_median_m", .number(pitch.plainHomography.median)),
            ("usable_plain_homography", .number(pitch.plainHomography.usable)),
        ]
    }

    private static func value(of mot: TrackingSummary) -> JSONValue {
        let sequences = mot.sequences.map { sequence in
            (sequence.name, JSONValue.object([("frames", .count(sequence.frameCount))] + members(sequence.figures)))
        }
        return .object(members(mot.all) + [("sequences", .object(sequences))])
    }

    private static func value(of teams: TeamSummary) -> JSONValue {
        .object([
            ("tracks", .count(teams.trackCount)), ("tracks_right", .number(teams.tracksRight)),
            ("tracks_named", .number(teams.tracksNamed)),
            ("boxes", .count(teams.boxCount)), ("boxes_right", .number(teams.boxesRight)),
        ])
    }

    private static func members(_ figures: TrackingFigures) -> [(String, JSONValue)] {
        [
            ("hota", .number(figures.hota)), ("deta", .number(figures.detA)), ("assa", .number(figures.assA)),
            ("loca", .number(figures.locA)),
            ("idf1", .number(figures.idf1)), ("idr", .number(figures.idRecall)), ("idp", .number(figures.idPrecision)),
            ("mota", .number(figures.mota)), ("motp", .number(figures.motp)),
            ("recall", .number(figures.recall)), ("precision", .number(figures.precision)),
            ("idsw", .count(figures.idSwitches)), ("frag", .count(figures.fragmentations)),
            ("mostly_tracked", .count(figures.mostlyTracked)), ("partly_tracked", .count(figures.partlyTracked)),
            ("mostly_lost", .count(figures.mostlyLost)),
            ("truth_boxes", .count(figures.truthCount)), ("found_boxes", .count(figures.foundCount)),
        ]
    }
}
