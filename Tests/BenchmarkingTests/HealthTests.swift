import Analysis
import DefaultModel
import Foundation
import Testing

@testable import Benchmarking

@Suite struct HealthTests {
    private let machine = Machine(
        system: "Linux", processor: Processor(name: "P", cores: 2, vectorUnits: ["AVX2"]),
        memory: Memory(total: 1 << 30, available: 300 << 20), graphics: [])

    @Test func theTestPassesHere() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let checks = try await Examination(model: DefaultModel.path, settings: AnalysisSettings()).checks(
            on: .probe(), folder: scratch.path)
        let test = try #require(checks.last)
        #expect(test.name == "self-test" && test.state == .good, "\(test.finding)")
        #expect(!checks.contains { $0.state == .bad })
        #expect(HealthReport(machine: .probe(), choice: HardwareProfile.choose(for: .auto), checks: checks).isHealthy)
    }

    @Test(arguments: [(0.84, 0.9, 2.0), (0.9, 0.84, 2), (0.9, 0.9, 6.1), (.nan, 0.9, 2), (0.9, 0.9, .nan)])
    func wrongAnswersFail(boxes: Double, keypoints: Double, distance: Double) {
        let figures = QualityFigures(
            boxPrecision: boxes, boxRecall: boxes, keypointsWithin10: keypoints, keypointDistance: distance, idF1: 1,
            hota: 1)
        let check = SelfTest.Outcome(figures: figures, frames: 50, seconds: 1).check()
        #expect(check.state == .bad && check.remedy != nil)
    }

    @Test func missingFramesFail() {
        #expect(SelfTest.Outcome(figures: .of(1), frames: 49, seconds: 1).check().state == .bad)
        #expect(SelfTest.Outcome(figures: .of(1), frames: 50, seconds: 1).check().state == .good)
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
