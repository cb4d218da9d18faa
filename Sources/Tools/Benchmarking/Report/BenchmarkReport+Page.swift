import Analysis
import Evaluation
import Health
import Machine
import Observations
import Reports

extension BenchmarkReport {
    /// Renders the report as a single, self-contained HTML page.
    ///
    /// - Throws: An error of the template.
    public func html() throws -> String {
        let runs = rounds == 1 ? "one run" : "\(rounds) runs"
        let subtitle =
            "\(context.model) on \(context.engine) · \(context.date) · \(ranking.entries.count) settings, \(runs) each, "
            + "\(clipFrames) frames a run"
        let sections = [advicePart] + charts + [allSettings, notMeasured, machine, method]
        return try ReportPage(
            kicker: "Score Vision benchmark", heading: context.clip, subtitle: subtitle,
            sections: sections.compactMap(\.self)
        ).html()
    }

    private var advicePart: ReportPage.Section {
        guard let advice else { return ReportPage.Section(nil, [.text("No setting could be measured.")]) }
        let setting = advice.record.setting
        return ReportPage.Section(
            "Recommended configuration",
            [
                .tiles([
                    ("Batch Size", "\(setting.batchSize)"), ("Frame Stride", "\(setting.frameStride)"),
                    ("Image Size", "\(setting.imageSize)"),
                    ("Expected Time (750 frames)", "\(advice.expectedSeconds.text(decimals: 2)) s"),
                    ("Speedup vs baseline", advice.speedup.isFinite ? "\(advice.speedup.text(decimals: 2))×" : "–"),
                ])
            ])
    }

    private var charts: [ReportPage.Section] {
        guard !ranking.entries.isEmpty else { return [] }
        return [
            ReportPage.Section(
                "Speed and quality",
                [
                    .figure(
                        .init(
                            ParetoChart(entries: ranking.entries, recommended: advice?.record.setting).svg,
                            caption: """
                                Each dot is a setting, larger for larger images. The line joins the settings that no \
                                other beats in both; their labels are batch / stride / image size. \(qualityMeaning). \
                                It is the mean of the boxes' F1, the keypoints within 10 px, and the ids' F1.
                                """))
                ]),
            ReportPage.Section(
                "Where the time goes",
                [
                    .figure(
                        .init(
                            StageChart(entries: stageEntries, frames: clipFrames).svg,
                            caption: """
                                Milliseconds that each stage worked per frame of the clip. The stages run in \
                                parallel, so a bar is longer than the elapsed time, which the mark shows.
                                """))
                ]),
        ]
    }

    /// The recommended setting, the front and the baseline, limited to what a chart can show.
    private var stageEntries: [Ranking.Entry] {
        let front = ranking.entries.filter(\.isOnFront).prefix(6)
        var seen: Set<BenchmarkSetting> = []
        return (ranking.entries.prefix(1) + front + [baseline].compactMap(\.self)).filter {
            seen.insert($0.record.setting).inserted
        }
    }

    private var allSettings: ReportPage.Section? {
        guard !ranking.entries.isEmpty else { return nil }
        let rows = ranking.entries.enumerated().map { place, entry in
            let style = place == 0 ? "best" : entry.isOnFront ? "strong" : ""
            return ReportPage.Row(cells(of: entry, rank: place + 1), style: style)
        }
        return ReportPage.Section(
            "All settings",
            [
                .table(
                    [
                        "Rank", "FPS", "Time", "Batch", "Stride", "ImgSize", "Memory", "Quality", "Score", "Spread",
                        "Processed FPS", "CPU", "Box F1", "Keypoints", "Id F1",
                    ], rows),
                .text(
                    "Bold settings are on the front. Spread is (slowest - fastest run) / median. CPU is the "
                        + "processor time for the clip in seconds. Keypoints is their mean distance.", isQuiet: true),
            ])
    }

    private func cells(of entry: Ranking.Entry, rank: Int) -> [String] {
        let (record, setting) = (entry.record, entry.record.setting)
        let quality = record.quality
        return [
            "\(rank)", record.clipRate.median.text(decimals: 1), record.seconds.median.text(decimals: 2) + " s",
            "\(setting.batchSize)", "\(setting.frameStride)", "\(setting.imageSize)",
            Self.mebibytes(record.deviceMemory), (quality?.overall ?? .nan).text(decimals: 3),
            entry.score.text(decimals: 3), record.seconds.spreadText,
            record.processedRate.median.text(decimals: 1), record.cpuSeconds.median.text(decimals: 2) + " s",
            (quality?.boxF1 ?? .nan).text(decimals: 3),
            (quality?.keypointDistance ?? .nan).text(decimals: 1) + " px", (quality?.idF1 ?? .nan).text(decimals: 3),
        ]
    }

    private var notMeasured: ReportPage.Section? {
        guard !failures.isEmpty else { return nil }
        return ReportPage.Section(
            "Not measured", [.facts(failures.map { ($0.setting.label, $0.failure?.reason ?? "") })])
    }

    private var machine: ReportPage.Section {
        ReportPage.Section(
            "Machine",
            [
                .facts(
                    MachineText(context.machine).rows + [
                        ("Engine", context.engine),
                        ("Load", "\(context.load.text(decimals: 1)) before the benchmark"),
                    ])
            ])
    }

    private var method: ReportPage.Section {
        ReportPage.Section(
            "How it was measured",
            [
                .text(
                    """
                    Every run is a separate process that loads the model, warms up, and is then timed from opening the \
                    clip to the encoded result. Memory is the peak of that process, or of the GPU if it uses one. The \
                    settings alternate, in a different order each round, so that a change in the machine's speed \
                    does not favour a setting. FPS counts all frames of the clip, Processed FPS only analysed ones.
                    """),
                .text(
                    """
                    \(qualityMeaning). \(Self.rule) The baseline is batch 4, stride 1, 1024 pixels. The speedup is the \
                    median of the ratios within each round.
                    """),
            ])
    }
}
