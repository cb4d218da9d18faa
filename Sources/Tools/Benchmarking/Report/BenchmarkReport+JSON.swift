import Analysis
import Evaluation
import Foundation
import Observations
import Platform
import Reports
import Results

extension BenchmarkReport {
    /// Encodes the figures as JSON. Rates are per second, and memory is in bytes. Unknown figures are omitted.
    public func json() throws -> [UInt8] {
        try ReportJSON.encode(Document(self), keys: .convertToSnakeCase)
    }

    private struct Document: Encodable {
        let context: Context
        let rule = BenchmarkReport.rule
        let clipFrames: Int
        let rounds: Int
        let settings: [Row]
        let notMeasured: [Failure]
        let recommended: Recommendation?

        init(_ report: BenchmarkReport) {
            context = report.context
            clipFrames = report.clipFrames
            rounds = report.rounds
            let baseline = report.baseline?.record
            settings = report.ranking.entries.enumerated().map { Row($1, rank: $0 + 1, baseline: baseline) }
            notMeasured = report.failures.compactMap { record in
                record.failure.map { Failure(setting: record.setting, code: $0.code, reason: $0.reason) }
            }
            recommended = report.advice.map(Recommendation.init)
        }
    }

    private struct Row: Encodable {
        let rank: Int
        let setting: BenchmarkSetting
        let score, speed: Double
        let isOnFront: Bool
        let speedupVsBaseline: Double?
        let seconds, clipFps, processedFps, cpuSeconds, startSeconds: Figure
        let peakMemory: Int
        let peakGraphicsMemory: Int?
        let stageSeconds: [String: Double]
        let agreement, accuracy: Quality?

        init(_ entry: Ranking.Entry, rank: Int, baseline: SettingRecord?) {
            let record = entry.record
            self.rank = rank
            setting = record.setting
            score = entry.score
            speed = entry.speed
            isOnFront = entry.isOnFront
            speedupVsBaseline = baseline.map(record.speedup).flatMap(\.finite)
            seconds = Figure(record.seconds)
            clipFps = Figure(record.clipRate)
            processedFps = Figure(record.processedRate)
            cpuSeconds = Figure(record.cpuSeconds)
            startSeconds = Figure(record.startSeconds)
            peakMemory = record.peakMemory
            peakGraphicsMemory = record.peakGraphicsMemory
            stageSeconds = Dictionary(
                uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, record.stageSeconds($0.rawValue)) })
            agreement = record.agreement.map(Quality.init)
            accuracy = record.accuracy.map(Quality.init)
        }
    }

    private struct Figure: Encodable {
        let median, least, greatest: Double
        let values: [Double]

        init(_ sample: Sample) {
            (median, least, greatest, values) = (sample.median, sample.least, sample.greatest, sample.values)
        }
    }

    private struct Quality: Encodable {
        let overall, boxF1, boxPrecision, boxRecall, keypointsWithin10Px, keypointDistancePx, idF1, hota: Double?

        init(_ figures: QualityFigures) {
            overall = figures.overall.finite
            boxF1 = figures.boxF1.finite
            boxPrecision = figures.boxPrecision.finite
            boxRecall = figures.boxRecall.finite
            keypointsWithin10Px = figures.keypointsWithin10.finite
            keypointDistancePx = figures.keypointDistance.finite
            idF1 = figures.idF1.finite
            hota = figures.hota.finite
        }
    }

    private struct Failure: Encodable {
        let setting: BenchmarkSetting
        let code: RunFailure.Code
        let reason: String
    }

    private struct Recommendation: Encodable {
        let setting: BenchmarkSetting
        let expectedSeconds750Frames: Double
        let speedupVsBaseline: Double?

        init(_ advice: Advice) {
            setting = advice.record.setting
            expectedSeconds750Frames = advice.expectedSeconds
            speedupVsBaseline = advice.speedup.finite
        }
    }
}

extension Double {
    /// The value, or `nil` if JSON cannot represent it.
    fileprivate var finite: Double? { isFinite ? self : nil }
}
