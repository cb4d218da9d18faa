import Testing

@testable import Analysis

@Suite struct HardwareProfileTests {
    private func choose(
        _ device: AnalysisSettings.Device, engines: [AnalysisSettings.Device], gigabytes: [Double?]
    ) -> HardwareProfile.Choice {
        HardwareProfile.choose(for: device, engines: engines) {
            gigabytes.map {
                GraphicsCard(
                    maker: .nvidia, name: "card", memory: $0.map { Int($0 * Double(1 << 30)) }, driver: "nvidia 1")
            }
        }
    }

    @Test(arguments: [
        (23.6, 64), (22.5, 64), (39.5, 64), (15.7, 32), (16, 32), (11.9, 16), (9.6, 16),
    ])
    func theBatchGrowsWithTheMemory(gigabytes: Double, batchSize: Int) {
        let profile = choose(.auto, engines: [.cpu, .cuda], gigabytes: [gigabytes]).profile
        #expect(profile.device == .cuda)
        #expect(profile.settings.batchSize == batchSize)
        #expect(profile.settings.frameStride == 2 && profile.settings.imageSize == 640)
    }

    @Test func theLargestCardCounts() {
        #expect(choose(.cuda, engines: [.cpu, .cuda], gigabytes: [7.9, 23.6]).profile.name == "gpu-24gb")
    }

    @Test func withoutAnEngineACardIsNoUse() {
        let choice = HardwareProfile.choose(for: .auto, engines: [.cpu]) {
            Issue.record("the cards were looked for in vain")
            return []
        }
        #expect(choice.profile == .cpu && choice.reason.contains("processors only"))
    }

    @Test func whatDoesNotFitRunsOnTheProcessor() {
        #expect(choose(.auto, engines: [.cpu, .cuda], gigabytes: []).profile == .cpu)
        #expect(choose(.auto, engines: [.cpu, .cuda], gigabytes: [nil]).reason.contains("memory"))
        #expect(choose(.auto, engines: [.cpu, .cuda], gigabytes: [5.9]).profile == .cpu)
        #expect(choose(.cpu, engines: [.cpu, .cuda], gigabytes: [23.6]).profile == .cpu)
    }
}
