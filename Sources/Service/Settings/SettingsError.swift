/// An error for a value that a setting does not allow.
public struct SettingsError: Error, CustomStringConvertible, Sendable {
    /// The kind of error.
    public let code: Code
    /// The setting concerned.
    public let setting: Setting
    /// The value that was given.
    public let given: String
    /// The origin of the value: command line, environment or config file.
    public let source: String

    /// The kinds of errors.
    public enum Code: Sendable {
        /// The value is outside the setting's allowed values.
        case invalidValue
    }

    /// The setting, the value, its origin, the allowed values and the flag.
    public var description: String {
        switch code {
        case .invalidValue:
            "\(setting.name) is '\(given)' (\(source)); it must be \(setting.allowed) (flag \(setting.flag))"
        }
    }
}
