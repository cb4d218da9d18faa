import Foundation
import Geometry
import Media
import Observations
import Tracking

@testable import Evaluation
@testable import Labelling

/// A clip, a result of it and a folder for its labels, gone with the test.
final class Desk {
    let path: String
    static let size = (width: 320, height: 180)

    init(frames: Int = 12) throws {
        path = NSTemporaryDirectory() + "labelling-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.writeClip(to: clip, frames: frames)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var clip: String { path + "/match.mp4" }
    var labels: String { path + "/labels" }

    func store(every: Int? = 5) throws -> LabelStore {
        try LabelStore(clip: clip, folder: labels, every: every)
    }

    /// A store that starts from `result`.
    func startedStore(every: Int? = 5) async throws -> LabelStore {
        let store = try store(every: every)
        try await store.start(from: Self.result)
        return store
    }

    /// The files under the folder of labels.
    var files: [String] {
        let walk = FileManager.default.enumerator(atPath: labels)
        return (walk?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: labels + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    func text(_ file: String) throws -> String {
        try String(contentsOfFile: labels + "/" + file, encoding: .utf8)
    }

    func write(_ text: String, to file: String) throws {
        let url = URL(fileURLWithPath: labels + "/" + file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// In frame 5 a player, a ball, and four corners of a pitch that no camera sees so.
    static let result = ClipObservations(
        frames: (0..<12).map { index in
            let boxes: [(Box, ObjectClass)] = [
                (Box(x1: 100, y1: 50, x2: 120, y2: 100), .player), (Box(x1: 200, y1: 90, x2: 206, y2: 96), .ball),
            ]
            return ClipObservations.Frame(
                index: index,
                objects: index == 5
                    ? boxes.enumerated().map {
                        TrackedObject(
                            id: $0.offset + 1,
                            detection: Detection(box: $0.element.0, objectClass: $0.element.1, confidence: 0.8))
                    } : [],
                keypoints: FrameLabels.pitch.keypoints)
        }, width: size.width, height: size.height)

    static func writeClip(to path: String, frames: Int, shade: UInt8 = 110) throws {
        let writer = try VideoWriter(path: path, width: size.width, height: size.height, frameRate: FrameRate(25))
        var picture = PictureBuffer(width: size.width, height: size.height)
        for index in 0..<frames {
            picture.y = [UInt8](repeating: shade + UInt8(index), count: picture.y.count)
            try writer.append(picture, time: Double(index) / 25)
        }
        try writer.finish()
    }
}

extension FrameLabels {
    /// The middle of a pitch as a camera above the side line sees it, in 320 x 180.
    static let pitch: FrameLabels = {
        var labels = FrameLabels.empty
        for (vertex, place) in [
            (13, Point(160, 40)), (14, Point(160, 76)), (15, Point(160, 112)), (16, Point(160, 175)),
            (30, Point(92, 91)), (31, Point(228, 91)),
        ] {
            labels.vertices[vertex] = Vertex(point: place, isHidden: false)
        }
        return labels
    }()

    static let sample: FrameLabels = {
        var labels = FrameLabels.pitch
        labels.vertices[13]?.isHidden = true
        labels.objects = [
            Object(objectClass: .referee, box: Box(x1: 10, y1: 20, x2: 30, y2: 80)),
            Object(objectClass: .ball, box: Box(x1: 300.25, y1: 170, x2: 320, y2: 180)),
        ]
        return labels
    }()
}
