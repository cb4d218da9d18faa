@testable import Rendering

extension CoverageLayer {
    /// The layer as text: `#` covered, `+` at least half, `.` a little, space none.
    var drawing: [String] {
        (0..<height).map { y in
            String(
                coverage[(y * width)..<((y + 1) * width)].map { level -> Character in
                    level == 255 ? "#" : level >= 128 ? "+" : level > 0 ? "." : " "
                })
        }
    }
}
