import Analysis
import DefaultModel
import Detection
import Foundation
import Geometry
import Media
import Observations
import Synchronization
import Testing

@testable import ClipWorker

@Suite struct KnownPictureTests {
    /// Sees what it is told to, and notes the pictures' sizes.
    private final class Stub: FrameDetector {
        let batchSize = 1, depth = 1
        let pictureWidth: Int?
        let widths = Mutex<[Int]>([])
        private let boxes: [Box]

        init(width: Int?, boxes: [Box] = []) {
            pictureWidth = width
            self.boxes = boxes
        }

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            widths.withLock { $0 += pictures.map(\.width) }
            let found = FrameDetections(
                objects: boxes.map { Detection(box: $0, objectClass: .player, confidence: 1) }, keypoints: [])
            let all = [FrameDetections](repeating: found, count: pictures.count)
            return PendingDetections { all }
        }
    }

    private func picture() throws -> KnownPicture { try KnownPicture(path: #require(KnownPicture.bundled)) }

    /// The smallest and the largest IMG_SIZE, those that saw nobody in the whole picture, and the usual ones.
    @Test(arguments: [256, 288, 320, 352, 480, 512, 640, 800, 1024, 1280, 1920])
    func theModelSeesThePersonsAtEverySize(_ size: Int) throws {
        var settings = AnalysisSettings()
        settings.device = .cpu
        settings.imageSize = size
        let maker = try DetectorFactory(packages: [ModelPackage.load(DefaultModel.path)], settings: settings)
        let detector = try WarmDetector(maker).detector(.wide)
        #expect(detector.pictureWidth == size)
        try picture().check(detector)
    }

    @Test func aModelThatSeesNobodyIsRefused() throws {
        for boxes in [[], [Box(x1: 0, y1: 0, x2: 640, y2: 360)]] {
            let error = #expect(throws: ChallengeFailure.self) {
                try picture().check(Stub(width: 640, boxes: boxes))
            }
            #expect(error?.code == .notReady && error?.message.contains("0 of 15") == true)
        }
    }

    /// The network sees the picture's own pixels, or more of them.
    @Test(arguments: [(256, 256), (416, 416), (640, 640), (1920, 640), (nil, 640)] as [(Int?, Int)])
    func noPartIsWiderThanTheNetwork(_ network: Int?, _ width: Int) throws {
        let stub = Stub(width: network)
        #expect(throws: ChallengeFailure.self) { try picture().check(stub) }
        let widths = stub.widths.withLock { $0 }
        #expect(Set(widths) == [width])
        #expect(widths.count >= (640 / width) * (640 / width))
    }
}
