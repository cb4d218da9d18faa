public import Geometry

/// One line of a MOTChallenge file: `frame, id, left, top, width, height, mark, class, visibility`.
public struct MOTRow: Hashable, Sendable {
    /// The frame index, from 0. The file counts from 1.
    public var frameIndex: Int
    /// The id of the track; -1 in a file of detections.
    public var id: Int
    /// The box in pixels.
    public var box: Box
    /// The seventh number. In a result it is the confidence; in a truth, 0 excludes the box.
    public var mark: Double
    /// MOTChallenge's class, where 1 is a pedestrian; `nil` if the file has no classes. Files with 10 columns contain
    /// world coordinates instead.
    public var classID: Int?

    /// Creates a row.
    public init(frameIndex: Int, id: Int, box: Box, mark: Double = 1, classID: Int? = nil) {
        self.frameIndex = frameIndex
        self.id = id
        self.box = box
        self.mark = mark
        self.classID = classID
    }

    /// Reads all rows of a file, in order.
    ///
    /// - Throws: `EvaluationError` with `malformed` and the number of the invalid line.
    public static func read(path: String) throws(EvaluationError) -> [MOTRow] {
        try parse(TextFile.bytes(of: path), source: path)
    }

    static func parse(_ bytes: [UInt8], source: String) throws(EvaluationError) -> [MOTRow] {
        var rows: [MOTRow] = []
        for row in try NumberTable(bytes, source: source).rows {
            let values = row.values
            guard values.count >= 6 else {
                throw EvaluationError(
                    .malformed, "A line needs at least 6 numbers: frame, id, left, top, width, height.",
                    source: source, line: row.line)
            }
            guard let frame = Int(exactly: values[0]), (1...maximumFrame).contains(frame),
                let id = Int(exactly: values[1])
            else {
                throw EvaluationError(
                    .malformed, "A line must start with a frame from 1 to \(maximumFrame) and an integer id.",
                    source: source, line: row.line)
            }
            rows.append(
                MOTRow(
                    frameIndex: frame - 1, id: id,
                    box: Box(x1: values[2], y1: values[3], x2: values[2] + values[4], y2: values[3] + values[5]),
                    mark: values.count > 6 ? values[6] : 1,
                    classID: (8...9).contains(values.count) ? Int(exactly: values[7]) : nil))
        }
        return rows
    }

    /// Eleven hours at 25 frames per second. The limit keeps a wrong number from filling the memory with empty frames.
    private static let maximumFrame = 1_000_000
}
