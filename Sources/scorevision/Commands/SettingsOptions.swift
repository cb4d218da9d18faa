import Analysis
import ArgumentParser
import Foundation
import Settings

/// The flags for the settings of an analysis.
struct SettingsOptions: SettingFlags {
    @Option(.device) var device: GivenSetting?
    @Option(.engine) var engine: GivenSetting?
    @Option(.batchSize) var batchSize: GivenSetting?
    @Option(.frameStride) var frameStride: GivenSetting?
    @Option(.imageSize) var imageSize: GivenSetting?
    @Option(.graphicsMemoryFraction) var graphicsMemoryFraction: GivenSetting?
    @Option(.graphicsPrecision) var graphicsPrecision: GivenSetting?
    @Option(.prefetchFrames) var prefetchFrames: GivenSetting?
    @Option(.cpuThreads) var cpuThreads: GivenSetting?
    @Option(.confidenceThreshold) var confidenceThreshold: GivenSetting?
    @Option(.iouThreshold) var iouThreshold: GivenSetting?
    @Option(.maxDetections) var maxDetections: GivenSetting?
    @Flag(.includesBystanders) var includesBystanders = false
    @Option(.timeBudget) var timeBudget: GivenSetting?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Settings file: NAME=value lines, .json or .yaml. Flags and the environment take precedence.",
            valueName: "file"),
        completion: .file())
    var config: String?

    /// Returns the settings of this run.
    func resolve() throws -> AnalysisSettings {
        try resolver(file: config.map { try ConfigFile.variables(path: $0) } ?? [:]).resolve()
    }

    /// Returns the resolver for the settings. `more` contains flags that are not part of the analysis.
    func resolver(flags more: [String: String] = [:], file: [String: String]) -> SettingsResolver {
        var given = flags.merging(more) { first, _ in first }
        if includesBystanders { given[Setting.includesBystanders.name] = "true" }
        return SettingsResolver(
            flags: given, environment: ProcessInfo.processInfo.environment,
            file: file)
    }
}
