import Analysis
import Foundation
import Testing

@testable import Benchmarking

@Suite struct RankingTests {
    @Test func medianAndSpread() {
        #expect(Sample([3, 1, 2]).median == 2)
        #expect(Sample([4, 1, 2, 3]).median == 2.5)
        #expect(Sample([1, 2, 4]).spread == 1.5)
        #expect(Sample([1]).spread.isNaN && Sample([]).median.isNaN)
    }

    @Test func ratesAreOfTheClipAndOfWhatTheModelSaw() {
        let record = SettingRecord.of(.on(stride: 3), seconds: [2, 1, 4])
        #expect(record.clipRate.median == 50)
        #expect(record.processedRate.median == 17)
        #expect(record.cpuSeconds.median == 4 && record.stageSeconds("detect") == 2)
        #expect(record.stageSeconds("nothing") == 0)
    }

    /// Two rounds, the second on a machine half as fast: the ratios of each round say 4 and 5, the medians 4.43.
    @Test func speedupsComparesRunsOfOneRound() {
        var baseline = SettingRecord.of(.baseline(on: .cpu), seconds: [8, 20])
        let fast = SettingRecord.of(.on(), seconds: [2, 4])
        #expect(fast.speedup(over: baseline) == 4.5)
        baseline.runs[1] = nil
        #expect(fast.speedup(over: baseline) == 4)
    }

    @Test func theScoreIsWhatTheSubnetPays() throws {
        let ranking = Ranking([
            .of(.on(batch: 1), seconds: [10], quality: 1), .of(.on(batch: 2), seconds: [6], quality: 0.9),
            .of(.on(batch: 3), seconds: [2], quality: 0.8),
        ])
        #expect(ranking.entries.map(\.record.setting.batchSize) == [3, 1, 2])
        let scores = ranking.entries.map(\.score)
        #expect(abs(scores[0] - (0.65 * 0.8 + 0.35)) < 1e-12)
        #expect(abs(scores[1] - (0.65 + 0.35 * exp(-5))) < 1e-12)
        #expect(abs(scores[2] - (0.65 * 0.9 + 0.35 * exp(-2.5))) < 1e-12)
        #expect(ranking.entries.allSatisfy { $0.isOnFront })
    }

    @Test func accuracyCountsBeforeAgreement() {
        var record = SettingRecord.of(.on(), seconds: [1], quality: 1)
        record.accuracy = .of(0.5)
        #expect(abs(Ranking([record]).entries[0].score - (0.65 * 0.5 + 0.35)) < 1e-12)
    }

    @Test func theFrontHoldsWhatNothingBeats() {
        let ranking = Ranking([
            .of(.on(batch: 1), seconds: [4], quality: 0.9), .of(.on(batch: 2), seconds: [2], quality: 0.9),
            .of(.on(batch: 3), seconds: [1], quality: 0.6), .of(.on(batch: 4), seconds: [3], quality: 0.7),
        ])
        #expect(Set(ranking.entries.filter(\.isOnFront).map(\.record.setting.batchSize)) == [2, 3])
    }

    @Test func whatFailedIsNotRanked() {
        var half = SettingRecord.of(.on(batch: 2), seconds: [1], quality: 1)
        half.failure = RunFailure(.killed, "in the second round")
        #expect(Ranking([half, SettingRecord(setting: .on())]).entries.isEmpty)
        #expect(Advice(Ranking([half])) == nil)
    }

    @Test func adviceExpectsAClipOf750Frames() throws {
        let advice = try #require(BenchmarkReport.sample.advice)
        #expect(advice.record.setting == .on(stride: 2))
        #expect(abs(advice.expectedSeconds - 7.5 * 2.1) < 1e-9)
        #expect(abs(advice.speedup - 5) < 1e-9)
    }
}
