import Geometry
import Observations
import Reports

extension EvaluationReport {
    static func section(_ players: DetectionSummary, _ suffix: String) -> Section {
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
        return Section(name: "Objects\(suffix), \(players.frameCount) frames", table: table)
    }

    static func section(_ pitch: PitchSummary, _ suffix: String) -> Section {
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
        return Section(name: "Pitch\(suffix), \(pitch.frameCount) frames", table: table)
    }

    static func section(_ ball: BallFigures, _ suffix: String) -> Section {
        var table = TextTable(["ball", "precision", "recall", "at confidence"])
        func add(_ name: String, _ figures: OperatingPoint) {
            table.add(
                [name] + [figures.precision, figures.recall, figures.confidence].map { $0.text(decimals: 3) })
        }
        add("at the confidence threshold", ball.atThreshold)
        add("at a precision of at least \(BallFigures.leastPrecision.text(decimals: 2))", ball.precise)
        return Section(name: "Ball\(suffix)", table: table)
    }

    /// Returns a table with a line per set or match.
    static func comparison(_ name: String, _ column: String, _ lines: [(String, DetectionSummary)]) -> Section {
        var table = TextTable([column, "frames", "all"] + ObjectClass.allCases.map(\.name))
        for (name, figures) in lines {
            table.add(
                [name, "\(figures.frameCount)"]
                    + ([figures.map50] + figures.classes.map(\.map50)).map { $0.text(decimals: 3) })
        }
        return Section(name: name, table: table)
    }

    /// Returns a table with a line per set or match.
    static func comparison(_ name: String, _ column: String, _ lines: [(String, PitchSummary)]) -> Section {
        var table = TextTable([column, "frames", "usable view", "found", "mean px", "PCK10"])
        for (name, figures) in lines {
            table.add([
                name, "\(figures.frameCount)", figures.view.usable.text(decimals: 4), figures.recall.text(decimals: 4),
                figures.meanDistance.text(decimals: 2), figures.within10.text(decimals: 4),
            ])
        }
        return Section(name: name, table: table)
    }

    static func section(_ mot: TrackingSummary) -> Section {
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

    static func section(_ teams: TeamSummary) -> Section {
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

extension WorstFrames {
    /// Returns tables of the first frames of each kind. A kind without frames has no table.
    func sections(limit: Int) -> [EvaluationReport.Section] {
        var objects = TextTable(["frame", "set", "missed", "wrong"])
        for misses in self.objects.prefix(limit) {
            objects.add([
                misses.frame.name, misses.frame.set ?? "", "\(misses.missed.count)", "\(misses.wrong.count)",
            ])
        }
        var pitch = TextTable(["frame", "set", "error of the view, m"])
        for misses in self.pitch.prefix(limit) {
            pitch.add([misses.frame.name, misses.frame.set ?? "", misses.error?.text(decimals: 2) ?? "no view"])
        }
        return [
            EvaluationReport.Section(name: "Frames with the most errors", table: objects),
            EvaluationReport.Section(name: "Frames with the worst pitch", table: pitch),
        ].filter { !$0.table.rows.isEmpty }
    }
}
