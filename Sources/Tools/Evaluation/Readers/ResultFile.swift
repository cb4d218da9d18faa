import Geometry
import Observations
import Tracking
/// A result to evaluate, as written by `analyze`.
public enum ResultFile: Sendable {
    /// The subnet's JSON.
    case clip(ClipObservations)
    /// MOTChallenge text: boxes and ids, without reliable classes and without keypoints.
    case tracks([MOTRow])

    /// Reads either format and tells them apart by the first character.
    ///
    /// - Throws: `EvaluationError` if the file has neither format.
    public init(path: String) throws(EvaluationError) {
        let bytes = try TextFile.bytes(of: path)
        let first = bytes.first { !Self.blanks.contains($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .clip(try ClipObservations(json: bytes, source: path))
        } else if first.map(Self.numberStarts.contains) ?? true {
            self = .tracks(try MOTRow.parse(bytes, source: path))
        } else {
            throw EvaluationError(
                .malformed, "A result is the subnet's JSON or MOTChallenge text; this file is neither.", source: path)
        }
    }

    private static let blanks = Set(" \t\r\n\u{FEFF}".utf8)
    private static let numberStarts = Set("0123456789+-.".utf8)
}
