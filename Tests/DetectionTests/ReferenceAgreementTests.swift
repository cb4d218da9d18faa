import CommandTesting
import Detection
import Engines
import Foundation
import Geometry
import Media
import ModelTesting
import Observations
import Testing

/// 20 real frames against what Ultralytics 8.4 and YOLOX's own decoding made of them.
///
/// `reference-detections.json` was made with Python on the same planes: upsampled and converted to BGR as libjpeg does
/// it, then `YOLO(model).predict(frame, imgsz=(384, 640), conf=0.25)` with ONNX Runtime, and for YOLOX its published
/// preprocessing (OpenCV resize, 114 at the right and below), grid decoding and NMS at 0.65. Boxes are
/// x1, y1, x2, y2, confidence, class id; keypoints x, y, confidence.
@Suite(.enabled(if: Fixtures.shared != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")))
struct ReferenceAgreementTests {
    private static func reference(_ name: String) throws -> [String: [[Double]]] {
        let json = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("reference-detections.json")))
        return try #require(try JSONDecoder().decode([String: [String: [[Double]]]].self, from: json)[name])
    }

    /// The engines that this machine has.
    private static let engines = EngineSettings.Library.allCases.filter {
        $0 != .onnxRuntime || ONNXRuntimeEngine.isPresent
    }

    private static func detector(_ model: String, on engine: EngineSettings.Library) throws -> Detector {
        let models = try #require(Fixtures.shared).appendingPathComponent("models")
        return try Detector(
            package: try ModelPackage.load(models.appendingPathComponent(model).path), engine: try engine.makeEngine())
    }

    /// The planes of a JPEG file of 1280 x 720.
    private static func picture(_ name: String) throws -> PictureBuffer {
        let file = try #require(Fixtures.shared).appendingPathComponent("data/players/valid/images/\(name)")
        let bytes = try [UInt8](
            Command.run(
                "/usr/bin/ffmpeg",
                ["-v", "error", "-nostdin", "-i", file.path, "-f", "rawvideo", "-pix_fmt", "yuvj420p", "-"]))
        var picture = PictureBuffer(width: 1280, height: 720, colour: .init(matrix: .bt601, range: .full))
        let (luma, chroma) = (1280 * 720, 640 * 360)
        try #require(bytes.count == luma + 2 * chroma)
        picture.y = Array(bytes[..<luma])
        picture.u = Array(bytes[luma..<(luma + chroma)])
        picture.v = Array(bytes[(luma + chroma)...])
        return picture
    }

    @Test(
        arguments: [
            ("ultralytics-detect", "yolov8n-players-384x640.onnx"), ("yolox", "yolox-nano-coco-416.onnx"),
        ], engines)
    func everySureBoxIsOurs(made: (name: String, model: String), engine: EngineSettings.Library) throws {
        let (name, model) = made
        let reference = try Self.reference(name)
        let detector = try Self.detector(model, on: engine)
        #expect(reference.count == 20)
        var compared = 0
        for (frame, boxes) in reference.sorted(by: { $0.key < $1.key }) {
            let found = try detector.detect([try Self.picture(frame)])[0].objects
            for values in boxes where values[4] > 0.3 {
                let box = Box(x1: values[0], y1: values[1], x2: values[2], y2: values[3])
                let isOurs = found.contains {
                    $0.objectClass.rawValue == Int(values[5]) && $0.box.iou(box) >= 0.95
                        && abs($0.confidence - values[4]) <= 0.02
                }
                #expect(isOurs, "\(frame): \(values)")
                compared += 1
            }
        }
        #expect(compared > 100)
    }

    /// In floats, nothing but the order of sums differs.
    @Test(
        .enabled(if: engines.count > 1),
        arguments: [
            ("ultralytics-detect", "yolov8n-players-384x640.onnx"), ("ultralytics-pose", "yolov8n-pitch-384x640.onnx"),
        ])
    func bothEnginesSeeTheSameInFloats(name: String, model: String) throws {
        let detectors = try Self.engines.map { try Self.detector(model, on: $0) }
        var boxes = 0
        var points = 0
        for frame in try Self.reference(name).keys.sorted() {
            let picture = try Self.picture(frame)
            let found = try detectors.map { try $0.detect([picture])[0] }
            for (mine, theirs) in [(found[0], found[1]), (found[1], found[0])] {
                for object in mine.objects where object.confidence > 0.3 {
                    boxes += 1
                    let hasTwin = theirs.objects.contains {
                        $0.objectClass == object.objectClass && $0.box.iou(object.box) >= 0.98
                    }
                    #expect(hasTwin, "\(frame): \(object)")
                }
            }
            for (mine, theirs) in zip(found[0].keypoints, found[1].keypoints) where mine.confidence > 0.3 {
                points += 1
                #expect(mine.point.distance(to: theirs.point) < 0.5, "\(frame)")
            }
        }
        #expect(boxes > 200 || points > 100)
    }

    @Test(arguments: engines)
    func everySureKeypointIsOurs(engine: EngineSettings.Library) throws {
        let detector = try Self.detector("yolov8n-pitch-384x640.onnx", on: engine)
        for (frame, points) in try Self.reference("ultralytics-pose").sorted(by: { $0.key < $1.key }) {
            let found = try detector.detect([try Self.picture(frame)])[0].keypoints
            for (values, keypoint) in zip(points, found) where values[2] > 0.31 {
                #expect(keypoint.point.distance(to: Point(x: values[0], y: values[1])) < 0.5, "\(frame)")
                #expect(abs(keypoint.confidence - values[2]) < 0.01)
            }
        }
    }
}
