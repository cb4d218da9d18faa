import Detection
import Engines
import Foundation
import Media
import ModelTesting
import Testing

/// Models that engines keep on disk.
@Suite struct KeptModelTests {
    @Test func aKeptModelAnswersTheSameAndADamagedOneIsMadeAnew() throws {
        try Fixtures.withTemporaryFolder { folder in
            func detections() throws -> [FrameDetections] {
                var settings = DetectorSettings()
                settings.engine.cacheFolder = folder.path
                let detector = try Detector(
                    package: try ModelPackage.load(Fixtures.path("detect.onnx")), settings: settings)
                return try detector.detect([Fixtures.flat(width: 128, height: 64, yuv: (126, 128, 128))])
            }
            let first = try detections()
            let entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!entries.isEmpty)
            #expect(try detections() == first)
            for entry in entries {
                let url = folder.appending(path: entry)
                try FileManager.default.removeItem(at: url)
                try Data("not a model".utf8).write(to: url)
            }
            #expect(try detections() == first)
        }
    }
}
