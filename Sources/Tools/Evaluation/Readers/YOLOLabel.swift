public import Geometry
public import Observations
import Pitch
import Reports

/// The labels of one picture in YOLO's text format, with coordinates as shares of the picture's width and height.
///
/// A line is `class cx cy w h`, optionally followed by a confidence, or by `x y v` for each vertex of the pitch. v is 0
/// for a vertex outside the picture, 1 for a hidden one and 2 for a visible one.
public struct YOLOLabel: Hashable, Sendable {
    /// One line of the file.
    public struct Row: Hashable, Sendable {
        /// The class id of an object; 0 for a pitch.
        public var classID: Int
        /// The box in shares of the picture's width and height.
        public var box: Box
        /// The confidence, 0 to 1; 1 if the line has none.
        public var confidence: Double
        /// Empty, or one keypoint for each vertex of the pitch.
        public var keypoints: [Keypoint]
        /// The indices of keypoints that are labelled but hidden (v = 1).
        public var hidden: Set<Int>

        /// Creates a row.
        public init(
            classID: Int, box: Box, confidence: Double = 1, keypoints: [Keypoint] = [], hidden: Set<Int> = []
        ) {
            self.classID = classID
            self.box = box
            self.confidence = confidence
            self.keypoints = keypoints
            self.hidden = hidden
        }
    }

    /// The rows in the order of the file, without duplicates.
    public var rows: [Row]
    /// The number of rows omitted because an earlier row has the same numbers.
    public var duplicateCount = 0

    /// Creates a label from rows.
    public init(rows: [Row]) {
        self.rows = rows
    }

    /// Reads a label file. Throws `EvaluationError` with `malformed` and the number of the invalid line.
    public init(path: String) throws(EvaluationError) {
        try self.init(bytes: TextFile.bytes(of: path), source: path)
    }

    /// Parses a label.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - source: The name of the file in error messages.
    /// - Throws: `EvaluationError` with `malformed` and the number of the invalid line.
    public init(bytes: [UInt8], source: String) throws(EvaluationError) {
        var rows: [Row] = []
        // Ultralytics also removes duplicates. An object that is labelled twice would otherwise count as missed once.
        var seen: Set<[Double]> = []
        var duplicateCount = 0
        for row in try NumberTable(bytes, source: source).rows {
            let label = try Self.parse(row, source: source)
            if seen.insert(row.values).inserted {
                rows.append(label)
            } else {
                duplicateCount += 1
            }
        }
        self.init(rows: rows)
        self.duplicateCount = duplicateCount
    }

    /// Returns the objects in pixels of a picture of `width` x `height`. Rows of a pitch or of an unknown class are not
    /// objects.
    public func objects(width: Int, height: Int) -> [Detection] {
        rows.compactMap { row in
            guard row.keypoints.isEmpty, let objectClass = ObjectClass(rawValue: row.classID) else { return nil }
            return Detection(
                box: row.box.scaled(width: width, height: height), objectClass: objectClass,
                confidence: row.confidence)
        }
    }

    /// Returns the pitch in pixels of a picture of `width` x `height`, from the first such row; `nil` if there is none.
    public func pitch(width: Int, height: Int) -> PitchTruth? {
        guard let row = rows.first(where: { !$0.keypoints.isEmpty }) else { return nil }
        return PitchTruth(
            keypoints: row.keypoints.map { keypoint in
                var keypoint = keypoint
                keypoint.point = Point(x: keypoint.point.x * Double(width), y: keypoint.point.y * Double(height))
                return keypoint
            },
            box: row.box.scaled(width: width, height: height))
    }
}

extension YOLOLabel {
    private static func parse(_ row: NumberTable.Row, source: String) throws(EvaluationError) -> Row {
        let values = row.values
        let vertexCount = PitchTemplate.vertices.count
        guard values.count == 5 || values.count == 6 || values.count == 5 + 3 * vertexCount else {
            throw EvaluationError(
                .malformed,
                "A label needs 5 numbers (class and box), 6 (with a confidence) or \(5 + 3 * vertexCount) (with "
                    + "\(vertexCount) keypoints), not \(values.count).",
                source: source, line: row.line)
        }
        guard let classID = Int(exactly: values[0]), classID >= 0, values[3] >= 0, values[4] >= 0 else {
            throw EvaluationError(
                .malformed, "The class id of a label and the size of its box must not be negative.",
                source: source, line: row.line)
        }
        // Values slightly outside the range are boxes at the edge; values far outside are in pixels.
        guard values[1...4].allSatisfy({ (-1...2).contains($0) }) else {
            throw EvaluationError(
                .malformed, "A box must be given in shares of the picture, 0 to 1, not in pixels.", source: source,
                line: row.line)
        }
        let box = Box(center: Point(x: values[1], y: values[2]), width: values[3], height: values[4])
        guard values.count > 6 else {
            return Row(classID: classID, box: box, confidence: values.count == 6 ? values[5] : 1)
        }
        var keypoints: [Keypoint] = []
        var hidden: Set<Int> = []
        for vertex in 0..<vertexCount {
            let at = 5 + 3 * vertex
            if values[at + 2] == 1 { hidden.insert(vertex) }
            keypoints.append(
                values[at + 2] > 0
                    ? Keypoint(point: Point(x: values[at], y: values[at + 1]), confidence: 1) : .absent)
        }
        return Row(classID: classID, box: box, keypoints: keypoints, hidden: hidden)
    }
}

extension Box {
    fileprivate func scaled(width: Int, height: Int) -> Box {
        Box(
            x1: x1 * Double(width), y1: y1 * Double(height), x2: x2 * Double(width), y2: y2 * Double(height))
    }
}

extension YOLOLabel {
    /// The label as text, one line per row, with six decimals; empty if there are no rows.
    public var text: String { rows.map { Self.line(of: $0) + "\n" }.joined() }

    private static func line(of row: Row) -> String {
        let box = row.box
        var numbers = [String(row.classID)]
        numbers += [box.center.x, box.center.y, box.width, box.height].map(share)
        guard !row.keypoints.isEmpty else { return numbers.joined(separator: " ") }
        for (vertex, keypoint) in row.keypoints.enumerated() {
            guard keypoint.isPresent else {
                numbers += ["0", "0", "0"]
                continue
            }
            numbers += [share(keypoint.point.x), share(keypoint.point.y), row.hidden.contains(vertex) ? "1" : "2"]
        }
        return numbers.joined(separator: " ")
    }

    private static func share(_ value: Double) -> String { value.text(decimals: 6) }
}
