import DefaultModel
import Detection
import Engines
import Geometry
import Media
import Observations
import Testing

@testable import Analysis

@Suite struct DeviceCheckTests {
    private static func detector(_ library: EngineSettings.Library, batchSize: Int) throws -> Detector {
        var settings = DetectorSettings()
        settings.batchSize = batchSize
        settings.engine.library = library
        return try Detector(package: ModelPackage.load(DefaultModel.path), settings: settings)
    }

    /// The drawn pictures have to show the model something, and not all of them the same.
    @Test func thePicturesShowFigures() throws {
        let detector = try Self.detector(.openVINO, batchSize: 1)
        let pictures = (0..<DeviceCheck.count).map { TestPicture.draw($0) }
        #expect(Set(pictures.map(\.y)).count == DeviceCheck.count)
        let boxes = try detector.detect(pictures).map { $0.objects.count { $0.confidence >= 0.3 } }
        #expect(boxes.reduce(0, +) >= 2 * DeviceCheck.count, "\(boxes)")
    }

    /// Another engine, other batches: a device as any, and a real one.
    @Test(.enabled(if: ONNXRuntimeEngine.isPresent)) func anotherEnginePasses() throws {
        try DeviceCheck().compare(
            Self.detector(.onnxRuntime, batchSize: 4), with: Self.detector(.openVINO, batchSize: 1))
    }
}
