import Engines
import Foundation
import Geometry
import ModelTesting
import Observations
import Testing

@testable import Detection

@Suite struct ForeignModelTests {
    @Test func knowsUltralyticsDetectByItsMetadata() throws {
        let manifest = try ModelPackage.load(Fixtures.path("detect.onnx")).manifest
        #expect(manifest.heads == [.ultralyticsDetect])
        #expect(manifest.task == [.players])
        #expect(manifest.input == .init(layout: .rgbUnit, width: 64, height: 32))
        #expect(manifest.classes == ["ball", "goalkeeper", "player", "referee"])
        #expect(manifest.licence == "test")
    }

    @Test func knowsUltralyticsPoseAsThePitch() throws {
        let manifest = try ModelPackage.load(Fixtures.path("pose.onnx")).manifest
        #expect(manifest.heads == [.ultralyticsPose])
        #expect(manifest.task == [.pitch])
        #expect(manifest.keypoints == 32)
    }

    @Test func knowsYOLOXByTheShapeOfItsOutput() throws {
        let manifest = try ModelPackage.load(Fixtures.path("yolox.onnx")).manifest
        #expect(manifest.heads == [.yolox])
        #expect(manifest.input.layout == .bgrByte)
        #expect(manifest.classes.count == 80)
        #expect(ModelClass(manifest.classes[0]).objectClass == .player)
        #expect(ModelClass(manifest.classes[32]).objectClass == .ball)
    }

    @Test(arguments: [
        ("unknown-output.onnx", InferenceError.Code.modelUnsupported, "unknown outputs"),
        ("segment.onnx", .modelUnsupported, "segment"),
        ("detect-wrong-classes.onnx", .classMismatch, "8 rows"),
        ("detect-strange-classes.onnx", .classMismatch, "goalkeeper"),
        ("yolox-unnamed-classes.onnx", .classMismatch, "7 classes"),
        ("absent.onnx", .modelMissing, "no model"),
        ("make_models.py", .modelUnreadable, "not an ONNX model"),
    ])
    func saysWhatIsWrong(name: String, expected: InferenceError.Code, words: String) throws {
        let error = try #require(throws: InferenceError.self) { try ModelPackage.load(Fixtures.path(name)) }
        #expect(error.code == expected)
        #expect(error.message.contains(words))
        #expect(!error.description.contains("\n"))
    }

    @Test func refusesEmptyAndTruncatedFiles() throws {
        try Fixtures.withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.onnx")
            let whole = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("pose.onnx")))
            for data in [Data(), whole.prefix(whole.count / 2), Data((0...255).map { UInt8($0) })] {
                try data.write(to: file)
                #expect(code { try ModelPackage.load(file.path) } == .modelUnreadable)
            }
        }
    }
}
