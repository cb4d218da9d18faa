/// One thing that has to be right for the program to work, and what was found.
public struct HealthCheck: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        case good
        /// The program works, but worse than it could.
        case warning
        case bad
    }

    public var name: String
    public var state: State
    public var finding: String
    /// The command, or what else to do, that mends it; nil where nothing has to be mended.
    public var remedy: String?

    public init(_ name: String, _ state: State, _ finding: String, remedy: String? = nil) {
        self.name = name
        self.state = state
        self.finding = finding
        self.remedy = remedy
    }
}
