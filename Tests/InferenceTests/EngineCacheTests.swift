import Foundation
import Media
import Testing

@testable import Inference

@Suite struct EngineCacheTests {
    @Test func isTheUsersOwnFolder() throws {
        try Fixtures.withTemporaryFolder { folder in
            let home = folder.path
            let cache = EngineCache.userFolder(environment: ["HOME": home])
            #expect(cache == "\(home)/.cache/scorevision/engines")
            #expect(FileManager.default.fileExists(atPath: "\(home)/.cache/scorevision/engines"))
            let moved = EngineCache.userFolder(environment: ["HOME": home, "XDG_CACHE_HOME": "\(home)/other"])
            #expect(moved == "\(home)/other/scorevision/engines")
        }
    }

    @Test func goesWithoutWhereNothingCanBeWritten() {
        #expect(EngineCache.userFolder(environment: [:]) == nil)
        #expect(EngineCache.userFolder(environment: ["XDG_CACHE_HOME": "relative"]) == nil)
        #expect(EngineCache.userFolder(environment: ["XDG_CACHE_HOME": "/proc/nowhere"]) == nil)
    }

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
