import Analysis
import Engines
import Testing

@testable import Settings

@Suite struct SettingsResolverTests {
    private func resolve(
        flags: [String: String] = [:], environment: [String: String] = [:], file: [String: String] = [:]
    ) throws -> AnalysisSettings {
        try SettingsResolver(flags: flags, environment: environment, file: file).resolve(profile: .cpu)
    }

    @Test func nothingGivenIsTheProfile() throws {
        #expect(try resolve() == HardwareProfile.cpu.settings)
    }

    @Test func flagGoesBeforeEnvironmentGoesBeforeFile() throws {
        let file = ["FRAME_STRIDE": "5", "BATCH_SIZE": "8", "IMG_SIZE": "512"]
        let environment = ["FRAME_STRIDE": "4", "BATCH_SIZE": "16"]
        let settings = try resolve(flags: ["FRAME_STRIDE": "3"], environment: environment, file: file)
        #expect(settings.frameStride == 3)
        #expect(settings.batchSize == 16)
        #expect(settings.imageSize == 512)
    }

    @Test func anEmptyVariableCountsAsNotGiven() throws {
        #expect(try resolve(environment: ["FRAME_STRIDE": ""]).frameStride == HardwareProfile.cpu.settings.frameStride)
    }

    @Test(arguments: [
        ("FRAME_STRIDE", "0"), ("FRAME_STRIDE", "two"), ("BATCH_SIZE", "-1"), ("BATCH_SIZE", "1.5"),
        ("IMG_SIZE", "641"), ("IMG_SIZE", "64"), ("PREFETCH_FRAMES", "0"), ("CPU_THREADS", "x"),
        ("CONF_THRESHOLD", "1.2"), ("CONF_THRESHOLD", "nan"), ("IOU_THRESHOLD", "-0.1"), ("MAX_DETECTIONS", "0"),
        ("DEVICE", "tpu"), ("DEVICE", "cuda:0,0"), ("GPU_MEMORY_FRACTION", "0"), ("GPU_PRECISION", "fp8"),
    ])
    func whatMakesNoSenseIsRefusedByName(name: String, value: String) {
        let error = #expect(throws: SettingsError.self) { try resolve(environment: [name: value]) }
        let text = error?.description ?? ""
        #expect(text.contains(name) && text.contains("'\(value)'") && text.contains("it must be"))
    }

    @Test func aGPUHasSettingsOfItsOwn() throws {
        let settings = try resolve(
            flags: ["DEVICE": "cuda:0,1"], environment: ["GPU_MEMORY_FRACTION": "0.5", "GPU_PRECISION": "FP32"])
        #expect(settings.device == .cuda([0, 1]) && settings.graphicsMemoryFraction == 0.5)
        #expect(settings.graphicsPrecision == .float32)
        #expect(try resolve().graphicsMemoryFraction == 0.9)
        let values = Dictionary(uniqueKeysWithValues: settings.variables.map { ($0.setting.name, $0.value) })
        #expect(try resolve(environment: values) == settings)
    }

    @Test func flagsAreNamedLikeVariables() {
        #expect(Setting.batchSize.flag == "--batch-size")
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    }
}
