/// A setting of the program, declared once: its name, flags, range, default, help and parser.
///
/// The flags of `analyze` and `serve`, the names in a config file, error messages, `.env.example` and the tables in the
/// README derive from the declarations in `Setting+Analysis.swift` and `Setting+Service.swift`. A default is the
/// initial value in ``MinerSettings`` and `AnalysisSettings`.
public struct Setting: Sendable {
    /// The name of the environment variable, also used in config files: `BATCH_SIZE`.
    public let name: String
    /// The flags without their dashes, such as `batch-size`. Help and errors show the first one.
    public let flagNames: [String]
    /// The purpose of the setting, as a sentence.
    public let help: String
    /// The allowed values in words, such as `a whole number from 1 to 256`.
    public let allowed: String
    /// The smallest and the largest value as text; empty if the values are not numbers.
    public let bounds: [String]
    /// The default as text, for a machine without a GPU; empty if there is none.
    public let defaultText: String

    let kind: Kind
    private let assign: @Sendable (String, inout MinerSettings) -> Bool
    private let spell: @Sendable (MinerSettings) -> String

    /// The type of the value in a config file.
    enum Kind: Sendable {
        case whole, number, flag, text
    }

    /// Declares a setting.
    ///
    /// - Parameters:
    ///   - name: The name of the environment variable.
    ///   - flags: The flags without dashes; by default the name in lower case with dashes.
    ///   - path: The property that holds the value.
    ///   - form: The allowed values and their text form.
    ///   - defaultText: The default that the documentation shows, if it differs from the value at `path`.
    ///   - help: The purpose of the setting, as a sentence.
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

    /// The default as shown in help and tables.
    public var shownDefault: String { defaultText.isEmpty ? "none" : defaultText }

    /// The flag that help and errors show, such as `--batch-size`.
    public var flag: String { "--" + flagNames[0] }

    /// Parses a value and stores it in `settings`. Returns `false` and leaves `settings` unchanged if the value is not
    /// allowed.
    func read(_ text: String, into settings: inout MinerSettings) -> Bool { assign(text, &settings) }

    /// Returns the value as the environment or a config file would spell it.
    func text(of settings: MinerSettings) -> String { spell(settings) }
}

extension Setting: Hashable {
    /// Compares settings by their names.
    public static func == (first: Setting, second: Setting) -> Bool { first.name == second.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Setting {
    /// All settings: those of the analysis, the service and the hotkey, in this order.
    public static let everything: [Setting] = all + miner + hotkey

    /// Returns the setting with a name, in upper or lower case, or `nil` if there is none.
    static func named(_ name: String) -> Setting? { byName[name.uppercased()] }

    private static let byName = Dictionary(uniqueKeysWithValues: everything.map { ($0.name, $0) })
}
