/// A setting of the program, declared once: its name, its flags, its range, its default, its help and how it is read.
///
/// The flags of `analyze` and `serve`, the names in a config file, the errors, `.env.example` and the table in the README
/// follow from the declarations in `Setting+Analysis.swift` and `Setting+Service.swift`. A default is the value that
/// ``MinerSettings`` and `AnalysisSettings` start with.
public struct Setting: Sendable {
    /// The environment variable and the name in a config file, `BATCH_SIZE`.
    public let name: String
    /// The flags without their dashes, `batch-size`. The first is the one that help and errors name.
    public let flagNames: [String]
    /// What the setting decides, as one sentence.
    public let help: String
    /// What a value may be, `a whole number from 1 to 256`.
    public let allowed: String
    /// The least and the greatest value as text; empty where the values are not numbers.
    public let bounds: [String]
    /// The default as text, for a machine without a GPU; empty where there is none.
    public let defaultText: String

    let kind: Kind
    private let assign: @Sendable (String, inout MinerSettings) -> Bool
    private let spell: @Sendable (MinerSettings) -> String

    /// How a config file may type the value.
    enum Kind: Sendable {
        case whole, number, flag, text
    }

    /// Declares a setting.
    /// - Parameters:
    ///   - flags: without their dashes; where none is given, the name in lower case with dashes.
    ///   - path: the value's place.
    ///   - defaultText: the default as the documentation shows it, where the value at `path` does not show it.
    init<Value>(
        _ name: String, flags: [String] = [], _ path: any WritableKeyPath<MinerSettings, Value> & Sendable,
        _ form: SettingForm<Value>, default defaultText: String? = nil, help: String
    ) {
        self.name = name
        self.flagNames = flags.isEmpty ? [name.lowercased().replacing("_", with: "-")] : flags
        self.help = help
        allowed = form.allowed
        bounds = form.bounds
        kind = form.kind
        assign = { text, settings in
            guard let value = form.parse(text) else { return false }
            settings[keyPath: path] = value
            return true
        }
        spell = { form.text($0[keyPath: path]) }
        self.defaultText = defaultText ?? form.text(MinerSettings(model: "")[keyPath: path])
    }

    /// The default as help and tables show it.
    public var shownDefault: String { defaultText.isEmpty ? "none" : defaultText }

    /// The flag that help and errors name, `--batch-size`.
    public var flag: String { "--" + flagNames[0] }

    /// Reads a value from text.
    /// - Returns: whether the text is a value that the setting allows; `settings` is unchanged where it is not.
    func read(_ text: String, into settings: inout MinerSettings) -> Bool { assign(text, &settings) }

    /// Returns the value as a config file or the environment would spell it.
    func text(of settings: MinerSettings) -> String { spell(settings) }
}

extension Setting: Hashable {
    public static func == (first: Setting, second: Setting) -> Bool { first.name == second.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Setting {
    /// All settings: those of the analysis, then those of the service, then the hotkey's.
    public static let everything: [Setting] = all + miner + hotkey

    /// Returns the setting of a name, in upper or lower case.
    static func named(_ name: String) -> Setting? { byName[name.uppercased()] }

    private static let byName = Dictionary(uniqueKeysWithValues: everything.map { ($0.name, $0) })
}
