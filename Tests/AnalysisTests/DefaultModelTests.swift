import DefaultModel
import Detection
import Evaluation
import Foundation
import Geometry
import Media
import Observations
import Results
import Synthesis
import Testing
import Tracking

@testable import Analysis

/// The model that ships, on a synthetic clip whose truth is exact.
@Suite struct DefaultModelTests {
    @Test func findsWhatIsOnASyntheticClip() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "default-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "clip.mp4").path
        let truth = try SyntheticClip(settings: .init(seconds: 1, seed: 7)).write(clip: path)

        let package = try ModelPackage.load(DefaultModel.path)
        // The size it was trained at, and those that it is asked for as well.
        for imageSize in [512, 640, 800, 1024] {
            try await check(package, imageSize: imageSize, clip: path, truth: truth)
        }
    }

    private func check(_ package: ModelPackage, imageSize: Int, clip path: String, truth: ClipTruth) async throws {
        var settings = AnalysisSettings()
        settings.imageSize = imageSize
        let result = try await ClipAnalyzer(settings: settings, model: package.manifest.name) { [settings] aspect in
            try Detector(package: package, settings: settings.detectorSettings(aspect: aspect))
        }.analyze(path: path, challengeID: "synthetic")
        #expect(result.frames.count == truth.frames.count)

        var objects = DetectionScore()
        var pitch = PitchScore()
        var ids: [Int: Set<Int>] = [:]
        for (found, frame) in zip(result.frames, truth.frames) {
            let size = EvaluatedFrame(name: "\(found.index)", width: 1280, height: 720)
            // One class for all persons: a drawn goalkeeper is told by his kit alone.
            objects.add(
                frame: size, found: found.objects.map { asPerson($0.detection) },
                truth: frame.objects.map {
                    asPerson(Detection(box: $0.box, objectClass: $0.objectClass, confidence: 1))
                })
            pitch.add(frame: size, found: found.keypoints, truth: PitchTruth(keypoints: frame.keypoints))
            for real in frame.objects where real.objectClass.isPerson {
                let best = found.objects.max { $0.detection.box.iou(real.box) < $1.detection.box.iou(real.box) }
                if let best, best.detection.box.iou(real.box) > 0.5 { ids[real.id, default: []].insert(best.id) }
            }
        }
        #expect(objects.summary[.player].map50 > 0.8, "\(imageSize) pixels wide")
        let places = pitch.summary
        #expect(places.recall > 0.9)
        #expect(places.meanDistance < 6)
        let stable = ids.values.filter { $0.count == 1 }.count
        #expect(Double(stable) > 0.85 * Double(ids.count), "\(ids)")
    }

    private func asPerson(_ detection: Detection) -> Detection {
        var detection = detection
        if detection.objectClass.isPerson { detection.objectClass = .player }
        return detection
    }
}
