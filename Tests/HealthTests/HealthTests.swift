import Analysis
import Evaluation
import Foundation
import Machine
import Observations
import Testing

@testable import Health

@Suite struct HealthTests {
    private let machine = Machine(
        system: "Linux", processor: Processor(name: "P", cores: 2, vectorUnits: ["AVX2"]),
        memory: Memory(total: 1 << 30, available: 300 << 20), graphics: [])

    @Test(arguments: [(0.84, 0.9, 2.0), (0.9, 0.84, 2), (0.9, 0.9, 6.1), (.nan, 0.9, 2), (0.9, 0.9, .nan)])
    func wrongAnswersFail(boxes: Double, keypoints: Double, distance: Double) {
        let figures = QualityFigures(
            boxPrecision: boxes, boxRecall: boxes, keypointsWithin10: keypoints, keypointDistance: distance, idF1: 1,
            hota: 1)
        let checks = SelfTest.Outcome(figures: figures, frames: 25, seconds: 1).checks()
        #expect(checks.map(\.state) == [.bad] && checks[0].remedy != nil)
    }

    private func outcome(frames: Int = 25, card: Int? = nil, notices: [String] = []) -> SelfTest.Outcome {
        let figures = QualityFigures(
            boxPrecision: 1, boxRecall: 1, keypointsWithin10: 1, keypointDistance: 2, idF1: 1, hota: 1)
        return SelfTest.Outcome(
            figures: figures, frames: frames, seconds: 1, decodingCard: card, notices: notices)
    }

    @Test func missingFramesFail() {
        #expect(outcome(frames: 24).checks().map(\.state) == [.bad])
        #expect(outcome().checks().map(\.state) == [.good])
    }

    /// A GPU's decoder is a check of its own, and one that leaves the work to the processor is a warning.
    @Test func theDecoderOfAGPUIsChecked() {
        let works = outcome(card: 1).checks()
        #expect(works.map(\.name) == ["gpu decoder", "self-test"] && works[0].state == .good)
        #expect(works[0].finding.contains("cuda:1"))
        let refused = outcome(card: 0, notices: ["The processor decodes: no driver"]).checks()[0]
        #expect(refused.state == .warning && refused.finding.contains("no driver") && refused.remedy != nil)
    }

    @Test func latencyIsWhatMostFramesStayWithin() {
        let quick = Latency(seconds: (0...100).reversed().map { Double($0) / 10_000 })
        #expect(quick.within(0.95) == 0.0095 && quick.within(0.5) == 0.005 && quick.within(0) == 0)
        #expect(quick.check.state == .good && quick.check.finding.contains("95 % within 9.5 ms"))
        #expect(Latency(seconds: [0.05]).check.state == .warning)
        #expect(Latency(seconds: []).check.state == .warning)
    }

    @Test func aMissingModelIsBadAndNamesItsRemedy() async throws {
        let checks = try await Examination(model: "/nowhere/model", settings: AnalysisSettings()).checks(
            on: machine, folder: NSTemporaryDirectory())
        let report = HealthReport(machine: machine, choice: HardwareProfile.choose(for: .auto), checks: checks)
        #expect(!report.isHealthy)
        let model = try #require(checks.first { $0.name == "model" })
        #expect(model.state == .bad && model.remedy?.contains("make build") == true)
        #expect(checks.first { $0.name == "memory" }?.state == .warning)
        #expect(checks.first { $0.name == "vector units" }?.state == .warning)
        #expect(report.text.contains("Not healthy") && report.text.contains("to fix it:"))
        let root = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        #expect(root?["healthy"] as? Bool == false)
        let profile = root?["profile"] as? [String: Any]
        #expect((profile?["settings"] as? [String: String])?["FRAME_STRIDE"] == "2")
    }
}
