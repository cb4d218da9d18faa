/// The formats of a result.
public enum ResultFormat: String, CaseIterable, Sendable {
    /// The subnet's own JSON.
    case challenge
    /// MOTChallenge lines: frame (from 1), id, left, top, width, height, confidence, class id, visibility.
    case mot
    /// A CSV table with one line for each object, including its position on the pitch in metres.
    case csv

    /// Writes the bytes of a file to `sink`, piece by piece, because the text of a long clip is larger than the result
    /// itself. Rethrows the error of `sink`.
    public func write(_ result: ClipResult, to sink: ([UInt8]) throws -> Void) rethrows {
        switch self {
        case .challenge: try ChallengeFormat.write(result, to: sink)
        case .mot: try MOTFormat.write(result, to: sink)
        case .csv: try CSVFormat.write(result, to: sink)
        }
    }

    /// Returns the result as the bytes of a file.
    public func encode(_ result: ClipResult) -> [UInt8] {
        var bytes: [UInt8] = []
        write(result) { bytes += $0 }
        return bytes
    }
}
