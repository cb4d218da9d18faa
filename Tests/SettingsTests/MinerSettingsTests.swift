import Analysis
import Engines
import Foundation
import Testing

@testable import Settings

@Suite struct MinerSettingsTests {
    private func settings(_ environment: [String: String], flags: [String: String] = [:]) throws -> MinerSettings {
        try MinerSettings(
            SettingsResolver(flags: flags, environment: environment), model: "m", defaultDataFolder: "d")
    }

    @Test func defaultsAreThoseOfTheDocumentation() throws {
        let settings = try settings([:])
        #expect(settings.port == 7999)
        #expect(settings.maxConcurrent == 1 && settings.maxQueue == 1)
        #expect(settings.processingTimeout == 60 && settings.walletName == "default")
        #expect(settings.shutdownTimeout == 30 && settings.minimumStake == 1000)
        #expect(settings.allowedHosts == ["scoredata.me"] && !settings.allowsPrivateHosts)
        #expect(settings.bindAddress == "0.0.0.0")
    }

    /// A GPU's batch is large: single pictures took twice the time of a batch on the first one that was tried.
    @Test func theHardwareDecidesWhatNobodySaid() throws {
        let profile = HardwareProfile.choose(for: .cuda([0])).profile
        #expect(try settings(["DEVICE": "cuda"]).analysis.batchSize == profile.settings.batchSize)
        #expect(profile.settings.batchSize >= 8)
        #expect(try settings(["DEVICE": "cpu"]).analysis.batchSize == 1)
        #expect(try settings(["DEVICE": "cuda", "BATCH_SIZE": "3"]).analysis.batchSize == 3)
    }

    @Test func withACheckOffOnlyThisMachineIsListenedTo() throws {
        #expect(try settings(["VERIFY_ENABLED": "false"]).bindAddress == "127.0.0.1")
        #expect(try settings(["BLACKLIST_ENABLED": "False"]).bindAddress == "127.0.0.1")
        #expect(try settings(["VERIFY_ENABLED": "0", "MINER_HOST": "10.0.0.1"]).bindAddress == "10.0.0.1")
    }

    @Test func flagsGoBeforeTheEnvironment() throws {
        #expect(try settings(["MAX_QUEUE": "3"], flags: ["MAX_QUEUE": "4"]).maxQueue == 4)
    }

    @Test(arguments: [
        ("MAX_CONCURRENT", "0"), ("MAX_QUEUE", "-1"), ("MINER_PORT", "65536"), ("PROCESSING_TIMEOUT_S", "soon"),
        ("VERIFY_ENABLED", "maybe"), ("MIN_STAKE_THRESHOLD", "nan"), ("ALLOWED_HOSTS", "http://a/"),
        ("ALLOWED_HOSTS", "a.*"), ("ALLOWED_HOSTS", "*."), ("ALLOWED_HOSTS", "a, *.."), ("ALLOWED_HOSTS", "**"),
        ("HISTORY_DAYS", "0"), ("HISTORY_MB", "0"), ("OPERATOR_PAGES", "some"), ("WORKER_MEMORY_MB", "1"),
    ])
    func whatMakesNoSenseIsRefusedByName(_ name: String, _ value: String) throws {
        let error = try #require(throws: SettingsError.self) { try settings([name: value]) }
        #expect("\(error)".contains(name) && "\(error)".contains("'\(value)'"))
    }

    @Test func aWorkerReadsTheSameSettings() throws {
        var settings = AnalysisSettings()
        settings.engine = .onnxRuntime
        settings.frameStride = 5
        settings.timeBudget = 2.5
        settings.confidenceThreshold = 0.25
        let again = try SettingsResolver(flags: settings.variablesByName, environment: [:]).resolve(profile: .cpu)
        #expect(again == settings)
    }
}
