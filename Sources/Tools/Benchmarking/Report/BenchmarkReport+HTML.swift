import Analysis
import Evaluation
import Machine
import Observations

extension BenchmarkReport {
    /// All of it as one page that needs nothing else, for light and dark screens and for paper.
    public var html: String {
        let body = [
            header, adviceMarkup, charts, tableMarkup, failureMarkup, machineMarkup, methodMarkup,
        ].joined(separator: "\n")
        return Self.page(title: "Benchmark: \(context.clip)", body: body)
    }

    private var header: String {
        """
        <header>
        <p class="kicker">Score Vision benchmark</p>
        <h1>\(HTMLText.escaped(context.clip))</h1>
        <p class="muted">\(HTMLText.escaped(context.model)) on \(HTMLText.escaped(context.engine)) ·
        \(HTMLText.escaped(context.date)) · \(ranking.entries.count) settings, \(rounds == 1 ? "one run" : "\(rounds) runs") each, \(clipFrames) frames a run</p>
        </header>
        """
    }

    private var adviceMarkup: String {
        guard let advice else { return "<p>No setting could be measured.</p>" }
        let setting = advice.record.setting
        let tiles = [
            ("Batch Size", "\(setting.batchSize)"), ("Frame Stride", "\(setting.frameStride)"),
            ("Image Size", "\(setting.imageSize)"),
            ("Expected Time (750 frames)", "\(advice.expectedSeconds.text(decimals: 2)) s"),
            ("Speedup vs baseline", advice.speedup.isFinite ? "\(advice.speedup.text(decimals: 2))×" : "–"),
        ]
        let cells = tiles.map { "<div class=\"tile\"><dt>\($0)</dt><dd>\($1)</dd></div>" }.joined()
        return "<section><h2>Recommended configuration</h2>\n<dl class=\"tiles\">\(cells)</dl></section>"
    }

    private var charts: String {
        """
        <section><h2>Speed and quality</h2>
        <figure>\(ParetoChart(entries: ranking.entries, recommended: advice?.record.setting).svg)
        <figcaption>Each dot is a setting, larger for larger images; the line joins those that no other beats in both, \
        named by batch / stride / image size. \
        \(HTMLText.escaped(qualityMeaning)): the mean of the boxes' F1, the keypoints within 10 px, and the ids' F1.\
        </figcaption></figure></section>
        <section><h2>Where the time goes</h2>
        <figure>\(StageChart(entries: stageEntries, frames: clipFrames).svg)
        <figcaption>Milliseconds that each stage worked, for each frame of the clip. The stages run side by side, so a bar \
        is longer than the time that passed, which the mark shows.</figcaption></figure></section>
        """
    }

    /// The recommended setting, the front, and the baseline for comparison; no more than a chart can show.
    private var stageEntries: [Ranking.Entry] {
        let front = ranking.entries.filter(\.isOnFront).prefix(6)
        var seen: Set<BenchmarkSetting> = []
        return (ranking.entries.prefix(1) + front + [baseline].compactMap(\.self)).filter {
            seen.insert($0.record.setting).inserted
        }
    }

    private var machineMarkup: String {
        let rows =
            MachineText(context.machine).rows + [
                ("Engine", context.engine),
                ("Load", "\(context.load.text(decimals: 1)) at the start, without the benchmark"),
            ]
        let cells = rows.map {
            "<tr><th scope=\"row\">\(HTMLText.escaped($0.0))</th><td>\(HTMLText.escaped($0.1))</td></tr>"
        }.joined(separator: "\n")
        return "<section><h2>Machine</h2>\n<table class=\"facts\">\(cells)</table></section>"
    }

    private var methodMarkup: String {
        """
        <section><h2>How it was measured</h2>
        <p>Every run is a process of its own, which loads the model, warms up, and is then timed from opening the clip to \
        the encoded result; memory is the peak of that process, on a GPU of the GPU's. The settings take turns, in another order each round, so \
        that a machine that drifts is not taken for a setting's merit. FPS counts frames of the clip; Processed FPS counts \
        frames that the model saw. \(HTMLText.escaped(Self.rule)) The baseline is batch 4, stride 1, 1024 pixels; the \
        speedup is the median of the rounds' own ratios.</p></section>
        """
    }
}
