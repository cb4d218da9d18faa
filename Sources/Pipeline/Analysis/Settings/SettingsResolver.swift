import Configuration
import Engines

/// Finds the value of each setting: flag, then environment, then config file, then profile, then default.
public struct SettingsResolver: Sendable {
    private let sources: [Source]

    /// One place that settings come from, by the name an error calls it.
    struct Source: Sendable {
        let name: String
        let reader: ConfigReader

        init(name: String, values: [String: String]) {
            self.name = name
            reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values))
        }
    }

    /// - Parameters:
    ///   - flags: what the command line gave, by the setting's name in the environment.
    ///   - environment: the process's environment.
    ///   - file: the variables of the config file; see ``ConfigFile``.
    public init(flags: [String: String], environment: [String: String], file: [String: String] = [:]) {
        sources = [
            Source(name: "command line", values: flags),
            Source(name: "environment", values: environment),
            Source(name: "config file", values: file),
        ]
    }

    /// The settings of a run, where the hardware found decides what nobody said.
    /// - Throws: ``SettingsError`` for the first value that makes no sense.
    public func resolve() throws -> AnalysisSettings {
        var device = AnalysisSettings.Device.auto
        try read(.device, into: &device) { AnalysisSettings.Device(rawValue: $0) }
        return try resolve(profile: HardwareProfile.choose(for: device).profile)
    }

    /// The settings of a run.
    /// - Parameter profile: what holds where nobody said otherwise.
    /// - Throws: ``SettingsError`` for the first value that makes no sense.
    public func resolve(profile: HardwareProfile) throws -> AnalysisSettings {
        var settings = profile.settings
        try read(.device, into: &settings.device) { AnalysisSettings.Device(rawValue: $0) }
        try read(.engine, into: &settings.engine) { EngineSettings.Library(rawValue: $0.lowercased()) }
        try read(.batchSize, into: &settings.batchSize) { Int($0, in: 1...256) }
        try read(.frameStride, into: &settings.frameStride) { Int($0, in: 1...30) }
        try read(.imageSize, into: &settings.imageSize) { Int($0, in: 256...1920, multipleOf: 32) }
        try read(.graphicsMemoryFraction, into: &settings.graphicsMemoryFraction) { Double($0, in: 0.05...1) }
        try read(.graphicsPrecision, into: &settings.graphicsPrecision) {
            GPUSettings.Precision(rawValue: $0.lowercased())
        }
        try read(.prefetchFrames, into: &settings.prefetchFrames) { Int($0, in: 1...512) }
        try read(.cpuThreads, into: &settings.cpuThreads) { Int($0, in: 0...256) }
        try read(.confidenceThreshold, into: &settings.confidenceThreshold) { Double($0, in: 0.01...1) }
        try read(.iouThreshold, into: &settings.iouThreshold) { Double($0, in: 0...1) }
        try read(.maxDetections, into: &settings.maxDetections) { Int($0, in: 1...1000) }
        var seconds = settings.timeBudget ?? 0
        try read(.timeBudget, into: &seconds) { Double($0, in: 0.1...86400) ?? Double($0, in: 0...0) }
        settings.timeBudget = seconds > 0 ? seconds : nil
        return settings
    }

    /// Reads the first source that names the setting; an empty value counts as not given, as in a shell.
    /// - Throws: ``SettingsError`` where `parse` makes nothing of the text.
    public func read<Value>(
        _ setting: Setting, into value: inout Value, parse: (String) -> Value?
    ) throws {
        for source in sources {
            guard let text = source.reader.string(forKey: ConfigKey([setting.name])), !text.isEmpty else { continue }
            guard let parsed = parse(text) else {
                throw SettingsError(code: .invalidValue, setting: setting, given: text, source: source.name)
            }
            value = parsed
            return
        }
    }
}

extension Int {
    /// The number that a text spells, where it lies in the range and is a multiple.
    fileprivate init?(_ text: String, in range: ClosedRange<Int>, multipleOf unit: Int = 1) {
        guard let value = Int(text), range.contains(value), value.isMultiple(of: unit) else { return nil }
        self = value
    }
}

extension Double {
    /// The number that a text spells, where it lies in the range.
    fileprivate init?(_ text: String, in range: ClosedRange<Double>) {
        guard let value = Double(text), range.contains(value) else { return nil }
        self = value
    }
}
