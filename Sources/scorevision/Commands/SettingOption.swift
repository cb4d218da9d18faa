import ArgumentParser
import Settings

/// The text of a setting's flag. Flags are parsed as text, so that the same rules apply to flags, the environment and
/// config files, and a value may start with a dash.
struct GivenSetting: Sendable {
    let setting: Setting
    let text: String
}

extension Option where Value == GivenSetting? {
    /// Declares a flag with the names and the help of a setting.
    init(_ setting: Setting) {
        let names = setting.flagNames.map { NameSpecification.Element.customLong($0) }
        let allowed = setting.allowed.prefix(1).uppercased() + setting.allowed.dropFirst()
        self.init(
            name: NameSpecification(names), parsing: .unconditional,
            help: ArgumentHelp(
                "\(setting.help) \(allowed); default \(setting.shownDefault). [\(setting.name)]",
                valueName: setting.flagNames[0]),
            transform: { GivenSetting(setting: setting, text: $0) })
    }
}

extension Flag where Value == Bool {
    /// Declares a flag that turns a setting on.
    init(wrappedValue: Bool, _ setting: Setting) {
        self.init(
            wrappedValue: wrappedValue,
            name: NameSpecification(setting.flagNames.map { NameSpecification.Element.customLong($0) }),
            help: ArgumentHelp("\(setting.help) Takes no value; default \(setting.shownDefault). [\(setting.name)]"))
    }
}

/// A group of flags that are settings.
protocol SettingFlags: ParsableArguments {}

extension SettingFlags {
    /// The values of the given flags as text, keyed by the settings' names.
    var flags: [String: String] {
        let given = Mirror(reflecting: self).children.compactMap { ($0.value as? Option<GivenSetting?>)?.wrappedValue }
        return Dictionary(uniqueKeysWithValues: given.map { ($0.setting.name, $0.text) })
    }
}
