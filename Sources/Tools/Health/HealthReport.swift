public import Analysis
public import Machine
import Reports
import Settings

/// One check of the installation and its outcome.
public struct HealthCheck: Hashable, Sendable, Codable {
    enum State: String, Hashable, Sendable, Codable {
        case good
        /// The program works, but not as well as it could.
        case warning
        case bad
    }

    var name: String
    var state: State
    var finding: String
    /// A command or other action that fixes the problem; `nil` if there is none.
    var remedy: String?

    init(_ name: String, _ state: State, _ finding: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.finding = finding
        self.remedy = remedy
    }
}

/// The outcome of an examination, as text or JSON.
public struct HealthReport: Sendable {
    private let machine: Machine
    private let choice: HardwareProfile.Choice
    private let checks: [HealthCheck]

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - machine: The machine that was examined.
    ///   - choice: The hardware profile that the program chooses on it, and the reason.
    ///   - checks: The outcomes of the checks.
    public init(machine: Machine, choice: HardwareProfile.Choice, checks: [HealthCheck]) {
        self.machine = machine
        self.choice = choice
        self.checks = checks
    }

    /// Whether no check failed.
    public var isHealthy: Bool { !checks.contains { $0.state == .bad } }

    /// The report as text for a terminal.
    public var text: String {
        let settings = choice.profile.settings.variablesByName
        var lines = MachineText(machine).rows.map { Self.line($0.0, $0.1) }
        let values = [Setting.batchSize, .frameStride, .imageSize].compactMap { setting in
            settings[setting.name].map { "\(setting.name)=\($0)" }
        }
        let profile = "\(choice.profile.name), because \(choice.reason): \(values.joined(separator: " "))"
        lines.append(Self.line("Profile", profile))
        lines.append("")
        for check in checks {
            lines.append("\(Self.mark(check.state)) \(Self.line(check.name, check.finding, width: 18))")
            if let remedy = check.remedy { lines.append("       to fix it: \(remedy)") }
        }
        lines.append("")
        lines.append(isHealthy ? "Healthy." : "Not healthy: see the checks marked BAD.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Encodes the report as JSON, including `healthy`.
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
        // The snake_case strategy would also change the settings' names, because they are keys.
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
