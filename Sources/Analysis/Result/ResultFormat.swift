/// How a result is written.
public enum ResultFormat: String, CaseIterable, Sendable {
    /// The subnet's own JSON.
    case challenge
    /// MOTChallenge lines: frame (from 1), id, left, top, width, height, confidence, class id, visibility.
    case mot
    /// One line an object, with its place on the pitch in metres.
    case csv

    /// The result as bytes of a file.
    public func encode(_ result: ClipResult) -> [UInt8] {
        switch self {
        case .challenge: ChallengeFormat.encode(result)
        case .mot: MOTFormat.encode(result)
        case .csv: CSVFormat.encode(result)
        }
    }
}
