import Geometry
import Observations

extension YOLOLabel {
    /// The label as a file's text: a line a row, six decimals; empty without a row.
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
