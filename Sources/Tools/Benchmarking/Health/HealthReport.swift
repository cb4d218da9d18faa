public import Analysis
import Foundation
import Settings

/// How the program finds itself on a machine.
public struct HealthReport: Sendable {
    public var machine: Machine
    /// The name of the hardware profile, and why it is the one.
    public var profile: String
    public var profileReason: String
    /// What the profile sets, by the settings' names.
    public var profileSettings: [String: String]
    public var checks: [HealthCheck]

    public init(machine: Machine, choice: HardwareProfile.Choice, checks: [HealthCheck]) {
        self.machine = machine
        profile = choice.profile.name
        profileReason = choice.reason
        profileSettings = choice.profile.settings.variablesByName
        self.checks = checks
    }

    /// Whether nothing is bad.
    public var isHealthy: Bool { !checks.contains { $0.state == .bad } }

    /// The report as a person reads it.
    public var text: String {
        var lines = MachineText(machine).rows.map { Self.line($0.0, $0.1) }
        let values = [Setting.batchSize, .frameStride, .imageSize].compactMap { setting in
            profileSettings[setting.name].map { "\(setting.name)=\($0)" }
        }
        lines.append(Self.line("Profile", "\(profile), since \(profileReason): \(values.joined(separator: " "))"))
        lines.append("")
        for check in checks {
            lines.append("\(Self.mark(check.state)) \(Self.line(check.name, check.finding, width: 18))")
            if let remedy = check.remedy { lines.append("       to mend it: \(remedy)") }
        }
        lines.append("")
        lines.append(isHealthy ? "Healthy." : "Not healthy: see what is marked BAD.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The report as JSON, with `healthy` beside it.
    public func json() throws -> [UInt8] {
        struct Document: Encodable {
            let healthy: Bool
            let machine: Machine
            let profile: Profile
            let checks: [HealthCheck]
        }
        struct Profile: Encodable {
            let name, reason: String
            let settings: [String: String]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Not to snake case: it would change the settings' names, which are keys too.
        return try Array(
            encoder.encode(
                Document(
                    healthy: isHealthy, machine: machine,
                    profile: Profile(name: profile, reason: profileReason, settings: profileSettings), checks: checks)))
            + Array("\n".utf8)
    }

    private static func mark(_ state: HealthCheck.State) -> String {
        switch state {
        case .good: "  ok  "
        case .warning: " warn "
        case .bad: "  BAD "
        }
    }

    private static func line(_ name: String, _ text: String, width: Int = 11) -> String {
        name + String(repeating: " ", count: max(width - name.count, 1)) + text
    }
}
