import Analysis
import Evaluation
import Platform
import Reports

extension BenchmarkReport {
    /// The columns: first the ones that users of such benchmarks expect, then the precision and cost of the figures.
    private static let columns: [(name: String, width: Int)] = [
        ("Rank", 7), ("FPS", 9), ("Time", 9), ("Batch", 9), ("Stride", 9), ("ImgSize", 11), ("Memory", 11),
        ("Quality", 10), ("Score", 8), ("Spread", 9), ("Processed FPS", 15), ("CPU", 9),
        ("Device", 0),
    ]

    /// The report as text for a terminal: the ranking, the settings that were not measured, and the recommendation.
    public var text: String {
        ([table, notes] + [failureText, adviceText].compactMap(\.self)).joined(separator: "\n")
    }

    private var table: String {
        var lines = [Self.line(Self.columns.map(\.name))]
        for (place, entry) in ranking.entries.enumerated() {
            let (record, setting) = (entry.record, entry.record.setting)
            lines.append(
                Self.line([
                    "\(place + 1)", record.clipRate.median.text(decimals: 1),
                    record.seconds.median.text(decimals: 2) + "s", "\(setting.batchSize)", "\(setting.frameStride)",
                    "\(setting.imageSize)", Self.mebibytes(record.deviceMemory),
                    (record.quality?.overall ?? .nan).text(decimals: 3), entry.score.text(decimals: 3),
                    record.seconds.spreadText,
                    record.processedRate.median.text(decimals: 1), record.cpuSeconds.median.text(decimals: 2) + "s",
                    setting.device.rawValue,
                ]))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var notes: String {
        """
        FPS counts all frames of the clip, Processed FPS only analysed ones. \
        \(rounds == 1 ? "One run" : "Medians of \(rounds) runs") over \(clipFrames) frames.
        Spread is (slowest - fastest run) / median. Memory is the peak of the setting's process,
        or of the GPU if it uses one.
        \(qualityMeaning).
        \(Self.rule)

        """
    }

    private var failureText: String? {
        guard !failures.isEmpty else { return nil }
        return "NOT MEASURED\n"
            + failures.map { "  \($0.setting.label): \($0.failure?.reason ?? "")\n" }.joined()
    }

    private var adviceText: String? {
        guard let advice else { return nil }
        let setting = advice.record.setting
        let speedup = advice.speedup.isFinite ? "\(advice.speedup.text(decimals: 2))x" : "- (it was not measured)"
        return """
            RECOMMENDED CONFIGURATION
              Batch Size:                  \(setting.batchSize)
              Frame Stride:                \(setting.frameStride)
              Image Size:                  \(setting.imageSize)
              Expected Time (750 frames):  \(advice.expectedSeconds.text(decimals: 2))s
              Speedup vs baseline:         \(speedup)

            """
    }

    /// Returns the cells as a line, each left-aligned in its column.
    private static func line(_ cells: [String]) -> String {
        zip(cells, columns).map { cell, column in
            cell + String(repeating: " ", count: max(column.width - cell.count, 0))
        }.joined()
    }

    static func mebibytes(_ bytes: Int) -> String { (Double(bytes) / Double(1 << 20)).text(decimals: 0) + " MiB" }
}

extension Sample {
    /// The spread in percent, or a dash if there is nothing to compare.
    var spreadText: String {
        spread.isFinite ? (spread * 100).text(decimals: 0) + " %" : "-"
    }
}
