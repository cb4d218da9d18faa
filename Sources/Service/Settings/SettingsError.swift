/// A value that a setting does not allow: what was given, where, and what is allowed.
public struct SettingsError: Error, CustomStringConvertible, Sendable {
    public let code: Code
    public let setting: Setting
    public let given: String
    /// Where the value came from.
    public let source: String

    public enum Code: Sendable {
        case invalidValue
    }

    public var description: String {
        switch code {
        case .invalidValue:
            "\(setting.name) is '\(given)' (\(source)); allowed is \(setting.allowed) (flag \(setting.flag))"
        }
    }
}
