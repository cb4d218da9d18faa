import Foundation
import Geometry
import ModelTesting
import Observations
import Testing

@testable import Detection
@testable import Engines

/// The whole way through OpenVINO, on networks whose answers are known.
@Suite struct DetectorTests {
    private static let picture = Fixtures.flat(width: 128, height: 64, yuv: (126, 128, 128))

    private static func detector(_ name: String, _ change: (inout DetectorSettings) -> Void = { _ in }) throws
        -> Detector
    {
        var settings = DetectorSettings()
        change(&settings)
        return try Detector(package: try ModelPackage.load(Fixtures.path(name)), settings: settings)
    }

    @Test func decodesUltralyticsBoxesInSourcePixels() throws {
        let found = try Self.detector("detect.onnx").detect([Self.picture])[0]
        // A grey of 126 is 128.1 of 255; the lesser of two overlapping players is gone, and the lesser class of a cell.
        #expect(found.objects.map(\.objectClass) == [.player, .goalkeeper, .ball, .referee])
        let confidences: [Double] = [0.9, 0.7, 0.6, 128 / 255]
        #expect(zip(found.objects, confidences).allSatisfy { abs($0.confidence - $1) < 1e-4 })
        #expect(found.objects[0].box == Box(x1: 32, y1: 16, x2: 48, y2: 48))
        #expect(found.keypoints.isEmpty)
    }

    @Test func settingsDecideWhatCounts() throws {
        let few = try Self.detector("detect.onnx") { $0.decoding.maxDetections = 1 }.detect([Self.picture])[0]
        #expect(few.objects.count == 1)
        let sure = try Self.detector("detect.onnx") { $0.decoding.confidence = 0.65 }.detect([Self.picture])[0]
        #expect(sure.objects.count == 2)
        let loose = try Self.detector("detect.onnx") { $0.decoding.iou = 0.95 }.detect([Self.picture])[0]
        #expect(loose.objects.filter { $0.objectClass == .player }.count == 2)
        let labels = try Self.detector("detect.onnx") { $0.decoding.multiLabel = true }.detect([Self.picture])[0]
        #expect(labels.objects.count == 5)
    }

    @Test func takesKeypointsOfTheMostConfidentPitch() throws {
        let found = try Self.detector("pose.onnx").detect([Self.picture])[0]
        #expect(found.objects.isEmpty)
        #expect(found.keypoints.count == 32)
        #expect(found.keypoints[0] == .absent)
        #expect(found.keypoints[31].point == Point(x: 62, y: 31))
        #expect(abs(found.keypoints[31].confidence - 0.95) < 1e-6)
    }

    @Test func decodesYOLOXFromTheGrid() throws {
        let found = try Self.detector("yolox.onnx").detect([Self.picture])[0]
        #expect(found.objects.map(\.objectClass) == [.player, .ball])
        // Cell (3, 1) of stride 8, at (3.5, 1.25) x 8, 8 x 16 pixels, twice that in the source.
        let player = found.objects[0].box
        #expect(player.iou(Box(x1: 48, y1: 4, x2: 64, y2: 36)) > 0.9999)
        let ball = found.objects[1].box
        #expect(ball.iou(Box(x1: 36, y1: 12, x2: 44, y2: 20)) > 0.9999)
        #expect(abs(found.objects[0].confidence - 0.72) < 1e-6)
    }

    @Test func readsBoxesAndKeypointsFromOnePass() throws {
        try Fixtures.withTemporaryFolder { folder in
            try ModelPackageTests.make(in: folder)
            var settings = DetectorSettings()
            settings.decoding.multiLabel = true
            let all = try Detector(package: try ModelPackage.load(folder.path), settings: settings)
                .detect([Self.picture])[0]
            let one = try Detector(package: try ModelPackage.load(folder.path)).detect([Self.picture])[0]
            #expect(all.keypoints.filter(\.isPresent).count == 19)
            #expect(!one.objects.isEmpty && one.objects.count <= all.objects.count)
            for object in all.objects {
                #expect(object.box == object.box.clamped(width: 128, height: 64) && object.box.area > 0)
            }
            for (index, object) in one.objects.enumerated() where object.objectClass.isPerson {
                for other in one.objects[..<index] where other.objectClass.isPerson {
                    #expect(object.box.iou(other.box) <= 0.6)
                }
            }
        }
    }

    @Test func aPackageWithoutItsOutputsIsRefused() throws {
        let error = try #require(throws: InferenceError.self) {
            try Fixtures.withTemporaryFolder { folder in
                try ModelPackageTests.make(in: folder, weights: "heatmap-without-offsets.onnx")
                return try Detector(package: try ModelPackage.load(folder.path))
            }
        }
        #expect(error.code == .modelUnsupported)
        #expect(error.message.contains("'offsets' [1, 2, 4, 8]"))
        #expect(error.context.contains("keypoints [1, 32, 4, 8]"))
    }

    @Test func aNetworkOfOneSizeKeepsItAndRunsPictureByPicture() throws {
        let detector = try Self.detector("detect.onnx") {
            $0.batchSize = 4
            $0.imageSize = 128
        }
        #expect(detector.batchSize == 1)
        #expect(detector.inputWidth == 64 && detector.inputHeight == 32)
        let dark = Fixtures.flat(width: 128, height: 64, yuv: (16, 128, 128))
        let found = try detector.detect([Self.picture, dark, Self.picture])
        #expect(found.map(\.objects.count) == [4, 3, 4])
        #expect(try detector.detect([]).isEmpty)
    }

    @Test func theSamePictureGivesTheSameTwice() throws {
        let detector = try Self.detector("detect.onnx")
        let noise = Fixtures.noise(width: 200, height: 150)
        #expect(try detector.detect([noise]) == detector.detect([noise]))
    }

    @Test(arguments: [0, -32, 100, 8192])
    func refusesImageSizesThatMakeNoSense(size: Int) throws {
        #expect(code { try Self.detector("detect.onnx") { $0.imageSize = size } } == .settingInvalid)
    }

    @Test func refusesOtherSettingsOutOfRange() throws {
        #expect(code { try Self.detector("detect.onnx") { $0.decoding.confidence = 1.5 } } == .settingInvalid)
        #expect(code { try Self.detector("detect.onnx") { $0.decoding.iou = -1 } } == .settingInvalid)
        #expect(code { try Self.detector("detect.onnx") { $0.decoding.maxDetections = 0 } } == .settingInvalid)
        #expect(code { try Self.detector("detect.onnx") { $0.batchSize = 0 } } == .settingInvalid)
        #expect(code { try Self.detector("detect.onnx") { $0.engine.threads = -1 } } == .settingInvalid)
        #expect(code { try Self.detector("detect.onnx") { $0.decoding.keypointConfidence = .nan } } == .settingInvalid)
    }

    @Test(arguments: [(512, 32, 288), (640, 32, 384), (800, 32, 480), (1024, 32, 576), (640, 8, 360), (800, 8, 456)])
    func theNetworksPictureHoldsTheAspect(width: Int, grid: Int, height: Int) {
        #expect(DetectorSettings().height(forWidth: width, grid: grid) == height)
    }

    @Test func mergesTwoDetectors() throws {
        let both = CombinedDetector([try Self.detector("detect.onnx"), try Self.detector("pose.onnx")])
        let found = try both.detect([Self.picture, Self.picture])
        #expect(found.count == 2)
        #expect(found[1].objects.count == 4 && found[1].keypoints[31].isPresent)
    }
}
