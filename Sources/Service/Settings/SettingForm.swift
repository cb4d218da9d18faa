import Analysis
import Foundation

/// The allowed values of a setting, and their conversion from and to text.
struct SettingForm<Value: Sendable>: Sendable {
    /// The allowed values in words, for error messages.
    let allowed: String
    var bounds: [String] = []
    let kind: Setting.Kind
    /// Parses a value; returns `nil` if the text is not an allowed value.
    let parse: @Sendable (String) -> Value?
    /// Returns a value as text.
    let text: @Sendable (Value) -> String
}

extension SettingForm<Int> {
    /// Integers in a range.
    ///
    /// - Parameters:
    ///   - range: The allowed range.
    ///   - unit: The number that values must be a multiple of.
    ///   - zero: What 0 means, if it has a special meaning.
    static func whole(_ range: ClosedRange<Int>, multipleOf unit: Int = 1, zero: String? = nil) -> SettingForm {
        let noun = unit == 1 ? "a whole number" : "a multiple of \(unit)"
        let special = zero.map { "; 0 \($0)" } ?? ""
        return SettingForm(
            allowed: "\(noun) from \(range.lowerBound) to \(range.upperBound)\(special)",
            bounds: ["\(range.lowerBound)", "\(range.upperBound)"], kind: .whole,
            parse: { text in Int(text).flatMap { range.contains($0) && $0.isMultiple(of: unit) ? $0 : nil } },
            text: { "\($0)" })
    }
}

extension SettingForm<Double> {
    /// Numbers in a range.
    ///
    /// - Parameters:
    ///   - range: The allowed range.
    ///   - unit: The unit, such as `seconds`.
    static func number(_ range: ClosedRange<Double>, of unit: String? = nil) -> SettingForm {
        let noun = unit.map { "a number of \($0)" } ?? "a number"
        let limits = [shortest(range.lowerBound), shortest(range.upperBound)]
        let isOpen = range.upperBound == .greatestFiniteMagnitude
        return SettingForm(
            allowed: isOpen ? "\(noun), \(limits[0]) or more" : "\(noun) from \(limits[0]) to \(limits[1])",
            bounds: limits, kind: .number,
            parse: { text in Double(text).flatMap { range.contains($0) ? $0 : nil } }, text: shortest)
    }
}

extension SettingForm<Double?> {
    /// Numbers in a range, or 0 for no limit.
    static func limit(_ range: ClosedRange<Double>, of unit: String) -> SettingForm {
        let limits = [shortest(range.lowerBound), shortest(range.upperBound)]
        return SettingForm(
            allowed: "a number of \(unit) from \(limits[0]) to \(limits[1]), or 0 for no limit", bounds: ["0"] + limits,
            kind: .number,
            parse: { text -> Double?? in
                guard let value = Double(text) else { return nil }
                if value == 0 { return .some(nil) }
                return range.contains(value) ? .some(value) : nil
            },
            text: { shortest($0 ?? 0) })
    }
}

extension SettingForm<Bool> {
    /// A truth value: `true` or `false`, also in the spellings of Python and YAML.
    static var flag: SettingForm {
        SettingForm(
            allowed: "true or false", kind: .flag,
            parse: { text in
                switch text.lowercased() {
                case "true", "1", "yes", "on": true
                case "false", "0", "no", "off": false
                default: nil
                }
            },
            text: { "\($0)" })
    }

    /// One of two words.
    static func either(false off: String, true on: String) -> SettingForm {
        SettingForm(
            allowed: "\(off) or \(on)", kind: .text, parse: { [off: false, on: true][$0.lowercased()] },
            text: { $0 ? on : off })
    }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable {
    /// The raw values of an enumeration, in any letter case.
    static var choice: SettingForm {
        SettingForm(
            allowed: Value.allCases.map(\.rawValue).joined(separator: " or "), kind: .text,
            parse: { Value(rawValue: $0.lowercased()) }, text: \.rawValue)
    }
}

extension SettingForm<AnalysisSettings.Device> {
    /// A device: `auto`, `cpu`, `cuda` with optional card numbers, or `mps`.
    static var device: SettingForm {
        SettingForm(
            allowed: "auto, cpu, cuda, cuda:1, cuda:0,1 or mps", kind: .text, parse: { Value(rawValue: $0) },
            text: \.rawValue)
    }
}

extension SettingForm<String> {
    /// Any text that is not empty.
    static func text(_ allowed: String) -> SettingForm {
        SettingForm(allowed: allowed, kind: .text, parse: { $0 }, text: { $0 })
    }
}

extension SettingForm<String?> {
    /// Any text that is not empty; `nil` is written as an empty text.
    static func text(_ allowed: String) -> SettingForm {
        SettingForm(allowed: allowed, kind: .text, parse: { .some($0) }, text: { $0 ?? "" })
    }
}

extension SettingForm<[String]> {
    /// Host names, separated by commas.
    static var hosts: SettingForm {
        SettingForm(
            allowed: "host names separated by commas; *.example.com allows the hosts below example.com, * allows any",
            kind: .text,
            parse: { text in
                let hosts = text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
                return hosts.isEmpty || !hosts.allSatisfy(isHost) ? nil : hosts
            },
            text: { $0.joined(separator: ",") })
    }

    /// Returns whether a text is a host name or pattern. Rejects `*.`, so that a typing error cannot allow all hosts.
    private static func isHost(_ text: String) -> Bool {
        if text == "*" { return true }
        let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
        return !name.contains("*") && !name.contains("/") && name.contains { $0 != "." }
    }
}

/// Returns a number in its shortest form, `30` for 30.0.
private func shortest(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
}
