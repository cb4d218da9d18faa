import Analysis
import Foundation
import Machine
import Observations
import Testing

@testable import Benchmarking

@Suite struct HealthTests {
    private let machine = Machine(
        system: "Linux", processor: Processor(name: "P", cores: 2, vectorUnits: ["AVX2"]),
        memory: Memory(total: 1 << 30, available: 300 << 20), graphics: [])

    @Test(arguments: [(0.84, 0.9, 2.0), (0.9, 0.84, 2), (0.9, 0.9, 6.1), (.nan, 0.9, 2), (0.9, 0.9, .nan)])
    func wrongAnswersFail(boxes: Double, keypoints: Double, distance: Double) {
        let figures = QualityFigures(
            boxPrecision: boxes, boxRecall: boxes, keypointsWithin10: keypoints, keypointDistance: distance, idF1: 1,
            hota: 1)
        let check = SelfTest.Outcome(figures: figures, frames: 25, seconds: 1).check()
        #expect(check.state == .bad && check.remedy != nil)
    }

    @Test func missingFramesFail() {
        #expect(SelfTest.Outcome(figures: .of(1), frames: 24, seconds: 1).check().state == .bad)
        #expect(SelfTest.Outcome(figures: .of(1), frames: 25, seconds: 1).check().state == .good)
    }

    @Test func latencyIsWhatMostFramesStayWithin() {
        let quick = Latency(seconds: (1...100).reversed().map { Double($0) / 10_000 })
        #expect(quick.quantile(0.95) == 0.0095 && quick.quantile(0.5) == 0.005 && quick.quantile(0) == 0.0001)
        #expect(quick.check.state == .good && quick.check.finding.contains("95 % within 9.5 ms"))
        #expect(Latency(seconds: [0.05]).check.state == .warning)
        #expect(Latency(seconds: []).check.state == .warning)
    }

    @Test func aMissingModelIsBadAndNamesItsRemedy() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let checks = try await Examination(model: scratch.path + "/no", settings: AnalysisSettings()).checks(
            on: machine, folder: scratch.path)
        let report = HealthReport(machine: machine, choice: HardwareProfile.choose(for: .auto), checks: checks)
        #expect(!report.isHealthy)
        let model = try #require(checks.first { $0.name == "model" })
        #expect(model.state == .bad && model.remedy?.contains("make build") == true)
        #expect(checks.first { $0.name == "memory" }?.state == .warning)
        #expect(checks.first { $0.name == "vector units" }?.state == .warning)
        #expect(report.text.contains("Not healthy") && report.text.contains("to mend it:"))
        let root = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        #expect(root?["healthy"] as? Bool == false)
        let profile = root?["profile"] as? [String: Any]
        #expect((profile?["settings"] as? [String: String])?["FRAME_STRIDE"] == "2")
    }
}
