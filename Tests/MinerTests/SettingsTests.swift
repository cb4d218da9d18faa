import Analysis
import Foundation
import Testing

@testable import Miner

@Suite struct SettingsTests {
    private func settings(_ environment: [String: String], flags: [String: String] = [:]) throws -> MinerSettings {
        try MinerSettings(
            SettingsResolver(flags: flags, environment: environment), model: "m", defaultDataFolder: "d")
    }

    @Test func defaultsAreThoseOfTheDocumentation() throws {
        let settings = try settings([:])
        #expect(settings.port == 7999)
        #expect(settings.maxConcurrent == 1 && settings.maxQueue == 1)
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

    /// `.env.example` names every setting of the service, and of the analysis those that an operator changes.
    @Test func theExampleOfAnEnvironmentIsComplete() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../.env.example")
        let text = try String(contentsOf: root.standardized, encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.hasPrefix("#") ? $0.dropFirst() : $0 }
        let pairs = lines.compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" }) else {
                return nil
            }
            return (String(parts[0]), String(parts[1]))
        }
        let names = pairs.map(\.0)
        #expect(Set(names).count == names.count)
        let wallet = ["HOTKEY_ADDRESS", "WALLET_NAME", "HOTKEY_NAME"]
        let known = Setting.miner.map(\.name) + Setting.all.map(\.name) + wallet
        #expect(Set(names).isSubset(of: known), "\(Set(names).subtracting(known))")
        #expect(Set(names).isSuperset(of: Setting.miner.map(\.name) + Setting.all.map(\.name) + wallet))
        // What it says holds without it.
        let unset = try settings([:])
        let said = try settings(Dictionary(uniqueKeysWithValues: pairs.filter { $0.0 != "DATA_DIR" }))
        #expect(said.port == unset.port && said.allowedHosts == unset.allowedHosts)
        #expect(said.maxQueue == unset.maxQueue && said.processingTimeout == unset.processingTimeout)
        #expect(said.analysis == unset.analysis)
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
