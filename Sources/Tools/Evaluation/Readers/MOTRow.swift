public import Geometry

/// One line of a MOTChallenge file: `frame, id, left, top, width, height, mark, class, visibility`.
public struct MOTRow: Hashable, Sendable {
    /// From 0; the file counts from 1.
    public var frameIndex: Int
    /// -1 in a file of detections.
    public var id: Int
    /// Pixels.
    public var box: Box
    /// The seventh number: a result's confidence; in a truth, 0 says that the box is not to be counted.
    public var mark: Double
    /// MOTChallenge's class, 1 a pedestrian; nil in files that have none. Files of 10 columns hold places in the world
    /// instead.
    public var classID: Int?

    /// Makes a row.
    public init(frameIndex: Int, id: Int, box: Box, mark: Double = 1, classID: Int? = nil) {
        self.frameIndex = frameIndex
        self.id = id
        self.box = box
        self.mark = mark
        self.classID = classID
    }

    /// All rows of a file, as they stand in it.
    ///
    /// - Throws: `EvaluationError`, `malformed` with the line that is wrong.
    public static func read(path: String) throws(EvaluationError) -> [MOTRow] {
        try parse(TextFile.bytes(of: path), source: path)
    }

    static func parse(_ bytes: [UInt8], source: String) throws(EvaluationError) -> [MOTRow] {
        var rows: [MOTRow] = []
        for row in try NumberTable(bytes, source: source).rows {
            let values = row.values
            guard values.count >= 6 else {
                throw EvaluationError(
                    .malformed, "A line has at least 6 numbers: frame, id, left, top, width, height.",
                    source: source, line: row.line)
            }
            guard let frame = Int(exactly: values[0]), (1...maximumFrame).contains(frame),
                let id = Int(exactly: values[1])
            else {
                throw EvaluationError(
                    .malformed, "A line starts with a frame, from 1 to \(maximumFrame), and a whole id.",
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

    /// Eleven hours at 25 frames a second: a wrong number must not fill the memory with empty frames.
    private static let maximumFrame = 1_000_000
}
