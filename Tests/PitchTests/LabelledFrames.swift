import Foundation
import Geometry
import Observations

/// Real frames with keypoint labels, where the shared data is present.
enum LabelledFrames {
    static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["SCOREVISION_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        return shared.appending(path: "data/pitch/valid/labels")
    }()

    static let arePresent = FileManager.default.fileExists(atPath: folder.path())

    /// The 32 keypoints of each frame, in pixels of a 1280 x 720 picture.
    static func keypoints() throws -> [[Keypoint]] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }
            .sorted { $0.path() < $1.path() }
        return try files.map { file in
            let values = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace)
                .compactMap { Double($0) }
            return (0..<32).map { i in
                guard values.count >= 101, values[7 + 3 * i] > 0 else { return .absent }
                return Keypoint(point: Point(values[5 + 3 * i] * 1280, values[6 + 3 * i] * 720), confidence: 1)
            }
        }
    }
}
