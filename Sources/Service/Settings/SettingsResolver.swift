public import Analysis
import Configuration
import Foundation

/// Resolves each setting from the flag, the environment, the config file, the hardware profile and the default, in this
/// order.
public struct SettingsResolver: Sendable {
    private let sources: [Source]

    /// One source of settings, with its name for error messages.
    private struct Source: Sendable {
        let name: String
        let reader: ConfigReader

        init(name: String, values: [String: String]) {
            self.name = name
            reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values))
        }
    }

    /// Creates a resolver.
    ///
    /// - Parameters:
    ///   - flags: The values from the command line, keyed by the settings' names.
    ///   - environment: The environment of the process.
    ///   - file: The variables of the config file; see ``ConfigFile``.
    public init(flags: [String: String], environment: [String: String], file: [String: String] = [:]) {
        sources = [
            Source(name: "command line", values: flags),
            Source(name: "environment", values: environment),
            Source(name: "config file", values: file),
        ]
    }

    /// Returns the settings of an analysis. The hardware profile supplies values that are not set.
    ///
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public func resolve() throws -> AnalysisSettings {
        var settings = MinerSettings(model: "")
        try read(.device, into: &settings)
        return try resolve(profile: HardwareProfile.choose(for: settings.analysis.device).profile)
    }

    /// Returns the settings of an analysis with a given profile.
    ///
    /// - Parameter profile: Supplies values that are not set.
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public func resolve(profile: HardwareProfile) throws -> AnalysisSettings {
        var settings = MinerSettings(model: "")
        settings.analysis = profile.settings
        for setting in Setting.all { try read(setting, into: &settings) }
        return settings.analysis
    }

    /// Reads a setting from the first source that contains it. An empty value counts as not set, as in a shell.
    ///
    /// - Throws: ``SettingsError`` if the value is not allowed.
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
    /// Reads the settings of the service.
    ///
    /// - Parameters:
    ///   - resolver: The sources of the settings.
    ///   - model: The path of the model package or `.onnx` file.
    ///   - defaultDataFolder: The folder of the history and the nonces, if no setting names one.
    /// - Throws: ``SettingsError`` for the first value that is not allowed.
    public init(_ resolver: SettingsResolver, model: String, defaultDataFolder: String) throws {
        self.init(model: model)
        analysis = try resolver.resolve()
        dataFolder = defaultDataFolder
        for setting in Setting.miner + Setting.hotkey { try resolver.read(setting, into: &self) }
    }
}
