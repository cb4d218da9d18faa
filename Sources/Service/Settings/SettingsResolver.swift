public import Analysis
import Configuration
import Foundation

/// Finds the value of each setting: flag, then environment, then config file, then profile, then default.
public struct SettingsResolver: Sendable {
    private let sources: [Source]

    /// One place that settings come from, by the name an error calls it.
    private struct Source: Sendable {
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

    /// Returns the settings of an analysis. The hardware decides what nobody set.
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public func resolve() throws -> AnalysisSettings {
        var settings = MinerSettings(model: "")
        try read(.device, into: &settings)
        return try resolve(profile: HardwareProfile.choose(for: settings.analysis.device).profile)
    }

    /// Returns the settings of an analysis.
    /// - Parameter profile: decides what nobody set.
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public func resolve(profile: HardwareProfile) throws -> AnalysisSettings {
        var settings = MinerSettings(model: "")
        settings.analysis = profile.settings
        for setting in Setting.all { try read(setting, into: &settings) }
        return settings.analysis
    }

    /// Reads a setting from the first source that names it. An empty value counts as not set, as in a shell.
    /// - Throws: ``SettingsError`` where the setting does not allow the value.
    public func read(_ setting: Setting, into settings: inout MinerSettings) throws {
        for source in sources {
            let text = source.reader.string(forKey: ConfigKey([setting.name]))?
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard let text, !text.isEmpty else { continue }
            guard setting.read(text, into: &settings) else {
                throw SettingsError(code: .invalidValue, setting: setting, given: text, source: source.name)
            }
            return
        }
    }
}

extension MinerSettings {
    /// Reads the settings of a service.
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public init(_ resolver: SettingsResolver, model: String, defaultDataFolder: String) throws {
        self.init(model: model)
        analysis = try resolver.resolve()
        dataFolder = defaultDataFolder
        for setting in Setting.miner + Setting.hotkey { try resolver.read(setting, into: &self) }
    }
}
