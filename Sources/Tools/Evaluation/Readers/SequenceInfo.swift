/// What a MOTChallenge `seqinfo.ini` says of a sequence.
public struct SequenceInfo: Hashable, Sendable {
    public var name: String?
    /// Frames per second.
    public var frameRate: Double?
    public var frameCount: Int?
    /// Pixels.
    public var width: Int?
    public var height: Int?

    /// - Throws: `EvaluationError` where the file can't be read. Lines that say nothing known are passed over.
    public init(path: String) throws(EvaluationError) {
        self.init(text: String(decoding: try TextFile.bytes(of: path), as: UTF8.self))
    }

    init(text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1].filter { !$0.isWhitespace })
            switch parts[0].filter({ !$0.isWhitespace }) {
            case "name": name = value
            case "frameRate": frameRate = Double(value)
            case "seqLength": frameCount = Int(value)
            case "imWidth": width = Int(value)
            case "imHeight": height = Int(value)
            default: break
            }
        }
    }
}
