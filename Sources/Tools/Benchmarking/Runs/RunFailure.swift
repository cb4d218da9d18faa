/// Why a setting could not be measured.
public struct RunFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, Codable {
        /// The program said why.
        case refused
        /// The process was killed, as the system does with one that takes too much memory.
        case killed
        /// It took longer than a run may.
        case tooLong
        /// The time of the whole benchmark was up.
        case leftOut
    }

    public let code: Code
    public let reason: String

    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    public var description: String { reason }

    /// What the end of a process means.
    /// - Parameters:
    ///   - signal: that ended it; nil where it ended by itself.
    ///   - errors: what it wrote on standard error.
    static func ended(signal: Int32?, status: Int32, errors: String) -> RunFailure {
        if signal == 9 { return RunFailure(.killed, "killed by the system, most likely for the memory it took") }
        let lines = errors.split(whereSeparator: \.isNewline).map(String.init)
        let said = lines.last { !$0.contains(" INFO ") }.map { String($0.trimmingPrefix("Error: ")) }
        if let signal { return RunFailure(.killed, "ended by signal \(signal)" + (said.map { ": \($0)" } ?? "")) }
        return RunFailure(.refused, said ?? "ended with status \(status)")
    }
}
