import Geometry
import Observations

/// The labels of one frame in YOLO's text format, with positions and sizes as shares of the picture, 0 to 1.
struct YOLOLabels {
    /// One object per line: `class cx cy w h`.
    let players: String
    /// `0 cx cy w h` and 32 times `x y v`, where v is 2 for a vertex in the picture and 0 otherwise; empty without a
    /// pitch.
    let pitch: String

    init(_ truth: FrameTruth, width: Int, height: Int) {
        let (w, h) = (Double(width), Double(height))
        func place(_ box: Box) -> String {
            [box.center.x / w, box.center.y / h, box.width / w, box.height / h].map(Self.text)
                .joined(separator: " ")
        }
        players = truth.objects.map { "\($0.objectClass.rawValue) \(place($0.box))\n" }.joined()
        let seen = truth.keypoints.filter(\.isPresent).map(\.point)
        guard let first = seen.first else {
            pitch = ""
            return
        }
        let around = seen.reduce(Box(x1: first.x, y1: first.y, x2: first.x, y2: first.y)) {
            Box(x1: min($0.x1, $1.x), y1: min($0.y1, $1.y), x2: max($0.x2, $1.x), y2: max($0.y2, $1.y))
        }
        let vertices = truth.keypoints.map {
            $0.isPresent ? "\(Self.text($0.point.x / w)) \(Self.text($0.point.y / h)) 2" : "0 0 0"
        }
        pitch = (["0", place(around)] + vertices).joined(separator: " ") + "\n"
    }

    /// Returns a number with six decimals.
    private static func text(_ value: Double) -> String {
        let millionths = Int((max(0, min(1, value)) * 1_000_000).rounded())
        let digits = String(millionths % 1_000_000)
        return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
