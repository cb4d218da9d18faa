public import Analysis
public import Machine
import Reports
import Settings

/// One thing that has to be right for the program to work, and what was found.
public struct HealthCheck: Hashable, Sendable, Codable {
    enum State: String, Hashable, Sendable, Codable {
        case good
        /// The program works, but worse than it could.
        case warning
        case bad
    }

    var name: String
    var state: State
    var finding: String
    /// The command, or what else to do, that mends it; nil if nothing has to be mended.
    var remedy: String?

    init(_ name: String, _ state: State, _ finding: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.finding = finding
        self.remedy = remedy
    }
}

/// What an examination found, as text or JSON.
public struct HealthReport: Sendable {
    private let machine: Machine
    private let choice: HardwareProfile.Choice
    private let checks: [HealthCheck]

    /// Puts a report together.
    ///
    /// - Parameters:
    ///   - machine: the machine that was examined.
    ///   - choice: the hardware profile that the program picks on it, and why.
    ///   - checks: what was found.
    public init(machine: Machine, choice: HardwareProfile.Choice, checks: [HealthCheck]) {
        self.machine = machine
        self.choice = choice
        self.checks = checks
    }

    /// Whether nothing is bad.
    public var isHealthy: Bool { !checks.contains { $0.state == .bad } }

    /// The report for a terminal.
    public var text: String {
        let settings = choice.profile.settings.variablesByName
        var lines = MachineText(machine).rows.map { Self.line($0.0, $0.1) }
        let values = [Setting.batchSize, .frameStride, .imageSize].compactMap { setting in
            settings[setting.name].map { "\(setting.name)=\($0)" }
        }
        let profile = "\(choice.profile.name), since \(choice.reason): \(values.joined(separator: " "))"
        lines.append(Self.line("Profile", profile))
        lines.append("")
        for check in checks {
            lines.append("\(Self.mark(check.state)) \(Self.line(check.name, check.finding, width: 18))")
            if let remedy = check.remedy { lines.append("       to mend it: \(remedy)") }
        }
        lines.append("")
        lines.append(isHealthy ? "Healthy." : "Not healthy: see what is marked BAD.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Encodes the report as JSON, with `healthy` beside it.
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
        // Not in snake case: that would change the settings' names, which are keys too.
        return try ReportJSON.encode(
            Document(
                healthy: isHealthy, machine: machine,
                profile: Profile(
                    name: choice.profile.name, reason: choice.reason, settings: choice.profile.settings.variablesByName),
                checks: checks))
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
