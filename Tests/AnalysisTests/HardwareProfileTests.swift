import Machine
import Testing

@testable import Analysis

@Suite struct HardwareProfileTests {
    private func choose(
        _ device: AnalysisSettings.Device, isBuilt: Bool = true, gigabytes: [Double?]
    ) -> HardwareProfile.Choice {
        HardwareProfile.choose(for: device, isBuiltForCUDA: { isBuilt }) {
            gigabytes.map {
                GraphicsCard(
                    maker: .nvidia, name: "card", memory: $0.map { Int($0 * Double(1 << 30)) }, driver: "nvidia 1")
            }
        }
    }

    @Test(arguments: [
        (79.6, 64), (23.6, 64), (22.5, 64), (39.5, 64), (15.7, 32), (16, 32), (11.9, 16), (9.6, 16), (7.9, 8), (3.9, 8),
    ])
    func theBatchGrowsWithTheMemory(gigabytes: Double, batchSize: Int) {
        let profile = choose(.auto, gigabytes: [gigabytes]).profile
        #expect(profile.device == .cuda([0]))
        #expect(profile.settings.batchSize == batchSize)
        #expect(profile.settings.frameStride == 2 && profile.settings.imageSize == 640)
    }

    @Test func ofSeveralTheLargestIsTaken() {
        let choice = choose(.auto, gigabytes: [7.9, 23.6, 11])
        #expect(choice.profile.name == "gpu-24gb" && choice.profile.device == .cuda([1]))
    }

    @Test func ofThoseAskedForTheSmallestDecides() {
        let choice = choose(.cuda([2, 1]), gigabytes: [7.9, 23.6, 11])
        #expect(choice.profile.name == "gpu-10gb" && choice.profile.device == .cuda([2, 1]))
        #expect(choose(.cuda([5]), gigabytes: [23.6]).profile.name == "gpu-small")
        #expect(choose(.cuda([0]), gigabytes: []).profile.device == .cuda([0]))
    }

    @Test func withoutAnEngineACardIsNoUse() {
        let choice = choose(.auto, isBuilt: false, gigabytes: [23.6])
        #expect(choice.profile == .cpu && choice.reason.contains("make setup DEVICE=cuda"))
    }

    @Test func withoutACardNobodyAsksForTheEngine() {
        let choice = HardwareProfile.choose(for: .auto) {
            Issue.record("the engine was opened in vain")
            return true
        } graphics: {
            [GraphicsCard(maker: .amd, name: "other", memory: nil, driver: nil)]
        }
        #expect(choice.profile == .cpu && choice.reason.contains("no NVIDIA GPU"))
    }

    @Test func aMemoryThatIsNotToldIsTakenForSmall() {
        let choice = choose(.auto, gigabytes: [nil])
        #expect(choice.profile.name == "gpu-small" && choice.reason.contains("memory"))
    }

    @Test func theProcessorIsWhatWasAskedFor() {
        #expect(choose(.cpu, gigabytes: [23.6]).profile == .cpu)
        #expect(choose(.mps, gigabytes: []).profile.device == .mps)
    }
}
