/// How a result is written.
public enum ResultFormat: String, CaseIterable, Sendable {
    /// The subnet's own JSON.
    case challenge
    /// MOTChallenge lines: frame (from 1), id, left, top, width, height, confidence, class id, visibility.
    case mot
    /// One line an object, with its place on the pitch in metres.
    case csv

    /// Hands the bytes of a file to `sink`, piece by piece: the text of a long clip is larger than all else of it.
    public func write(_ result: ClipResult, to sink: ([UInt8]) throws -> Void) rethrows {
        switch self {
        case .challenge: try ChallengeFormat.write(result, to: sink)
        case .mot: try MOTFormat.write(result, to: sink)
        case .csv: try CSVFormat.write(result, to: sink)
        }
    }

    /// The result as bytes of a file.
    public func encode(_ result: ClipResult) -> [UInt8] {
        var bytes: [UInt8] = []
        write(result) { bytes += $0 }
        return bytes
    }
}
