import Foundation
import Geometry
import Machine
import Media
import Observations
import Synchronization
import Testing

@testable import Analysis
@testable import Detection
@testable import Engines

/// Devices are chosen and put together, with engines that stand in for real ones.
@Suite struct DetectorFactoryTests {
    private static let gibibyte = 1 << 30
    private static let missing = InferenceError(.engineMissing, "a library is missing; run `make setup DEVICE=cuda`")

    private static func package(_ name: String = "stand-in") -> ModelPackage {
        ModelPackage(
            manifest: ModelManifest(
                format: 1, name: name, version: "1", task: [.players], heads: [.ultralyticsDetect],
                input: .init(layout: .rgbUnit, width: 64, height: 32), classes: ["player"], weights: "", sha256: "",
                licence: ""), weightsPath: "", path: name, origin: .foreignFile)
    }

    /// A workshop of stand-ins.
    private final class Shop: Sendable {
        struct Made: Equatable {
            var device: EngineDevice
            var batch: Int
            var memory: Int?
        }

        let notices = Mutex<[String]>([])
        let made = Mutex<[Made]>([])
        let cards: [GraphicsCard]
        let missing: Set<EngineDevice>
        let answers: @Sendable (EngineDevice, _ pictures: Int) throws -> Double

        /// - Parameter answers: where the box lies that a device finds in each of so many pictures.
        init(
            gigabytes: [Int] = [], missing: Set<EngineDevice> = [],
            answers: @escaping @Sendable (EngineDevice, Int) throws -> Double = { _, _ in 100 }
        ) {
            cards = gigabytes.map {
                GraphicsCard(maker: .nvidia, name: "card", memory: $0 * gibibyte, driver: "nvidia 1")
            }
            self.missing = missing
            self.answers = answers
        }

        var workshop: DeviceWorkshop {
            var workshop = DeviceWorkshop(onNotice: { notice in self.notices.withLock { $0.append(notice) } })
            workshop.cards = { self.cards }
            workshop.profile = {
                HardwareProfile.choose(for: .auto, isBuiltForCUDA: { true }, graphics: { self.cards })
            }
            workshop.engine = { settings in
                if self.missing.contains(settings.device) { throw DetectorFactoryTests.missing }
                return Engine(name: "engine of \(settings.device.name)")
            }
            workshop.make = { _, settings, _ in
                let device = settings.engine.device
                self.made.withLock {
                    $0.append(
                        Made(device: device, batch: settings.batchSize, memory: settings.engine.gpu.memoryLimit))
                }
                return Finder(batchSize: settings.batchSize) { try self.answers(device, $0) }
            }
            return workshop
        }
    }

    private struct Engine: InferenceEngine {
        var name: String
        func load(_ path: String) throws -> any EngineModel { throw InferenceError(.modelMissing, path) }
    }

    /// Finds one box in each picture.
    private struct Finder: FrameDetector {
        var batchSize: Int
        var depth = 2
        var place: @Sendable (Int) throws -> Double

        init(batchSize: Int, place: @escaping @Sendable (Int) throws -> Double) {
            self.batchSize = batchSize
            self.place = place
        }

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            let count = pictures.count
            return PendingDetections {
                try stride(from: 0, to: count, by: batchSize).flatMap { start in
                    let run = min(batchSize, count - start), x = try place(run)
                    let box = Box(x1: x, y1: 0, x2: x + 100, y2: 100)
                    let found = FrameDetections(objects: [Detection(box: box, objectClass: .player, confidence: 1)])
                    return [FrameDetections](repeating: found, count: run)
                }
            }
        }
    }

    private func make(
        _ device: String, _ shop: Shop, batchSize: Int = 16, models: Int = 1, fraction: Double = 0.9
    ) throws -> DetectorFactory {
        var settings = AnalysisSettings()
        settings.device = try #require(.init(rawValue: device))
        settings.batchSize = batchSize
        settings.graphicsMemoryFraction = fraction
        return try DetectorFactory(
            packages: (0..<models).map { Self.package("stand-in \($0)") }, settings: settings, workshop: shop.workshop)
    }

    private static func pictures(_ count: Int) -> [any Picture] {
        (0..<count).map { _ in PictureBuffer(width: 32, height: 18) }
    }

    @Test func withoutAGPUAutoIsTheProcessorAndAsksNobody() throws {
        let shop = Shop()
        let maker = try make("auto", shop, batchSize: 1)
        #expect(maker.plan.devices == [.cpu] && maker.plan.reason == "no NVIDIA GPU was found")
        #expect(shop.made.withLock { $0 }.isEmpty && shop.notices.withLock { $0 }.isEmpty)
        #expect(maker.plan.decodingCard == nil)
    }

    @Test func autoTakesAGPUThatPassesAndSaysWhy() throws {
        let shop = Shop(gigabytes: [8, 24])
        let maker = try make("auto", shop, batchSize: 64)
        #expect(maker.plan.devices == [.cuda(1)] && maker.plan.settings.batchSize == 64)
        #expect(maker.plan.name == "cuda:1" && maker.plan.decodingCard == 1)
        #expect(try maker.engineName() == "engine of cuda:1")
        // The processor has answered the same pictures.
        #expect(shop.made.withLock { $0.map(\.device) } == [.cpu, .cuda(1)])
        let notice = try #require(shop.notices.withLock { $0 }.first)
        #expect(notice.contains("DEVICE=auto uses cuda:1") && notice.contains("10 pictures"))
    }

    /// Making a detector takes a GPU most of a second: the one that was tested is the first clip's.
    @Test(arguments: [(16.0 / 9, 2), (1.78, 2), (4.0 / 3, 3)])
    func whatPassedTheTestIsUsed(aspect: Double, made: Int) throws {
        let shop = Shop(gigabytes: [24])
        let maker = try make("auto", shop, batchSize: 64)
        _ = try maker.detector(aspect: aspect)
        #expect(shop.made.withLock { $0.count } == made)
        // Once, and only as it is.
        _ = try maker.detector(aspect: 16.0 / 9)
        #expect(shop.made.withLock { $0.count } == made + 1)
        let other = try make("auto", shop, batchSize: 64)
        _ = try other.detector(aspect: 16.0 / 9) { $0.decoding.confidence = 0.5 }
        #expect(shop.made.withLock { $0.count } == made + 4)
    }

    @Test(arguments: [105.0, 200, .nan]) func autoFallsBackFromWrongAnswersAndSaysSo(place: Double) throws {
        let shop = Shop(gigabytes: [24]) { device, _ in device == .cpu ? 100 : place }
        let maker = try make("auto", shop, batchSize: 64)
        guard place != 105 else {
            // Fewer bits move a box a little.
            #expect(maker.plan.devices == [.cuda(0)])
            return
        }
        #expect(maker.plan.devices == [.cpu] && maker.plan.settings.batchSize == 1)
        let notice = try #require(shop.notices.withLock { $0 }.first)
        #expect(notice.contains("falls back to cpu") && notice.contains("wrong"))
    }

    @Test func autoFallsBackFromWhatIsMissingAndKeepsABatchThatWasAskedFor() throws {
        let shop = Shop(gigabytes: [24], missing: [.cuda(0)])
        let maker = try make("auto", shop, batchSize: 4)
        #expect(maker.plan.devices == [.cpu] && maker.plan.settings.batchSize == 4)
        #expect(shop.notices.withLock { $0 }.first?.contains("make setup DEVICE=cuda") == true)
    }

    @Test func aGPUThatWasAskedForIsNeverReplaced() {
        #expect(throws: Self.missing) { try make("cuda", Shop(missing: [.cuda(0)])) }
        #expect(throws: Self.missing) { try make("cuda:0,1", Shop(gigabytes: [8, 8], missing: [.cuda(1)])) }
        let error = #expect(throws: InferenceError.self) { try make("cuda:2", Shop(gigabytes: [8, 8])) }
        #expect(error?.message.contains("only 2") == true)
    }

    @Test func severalDevicesShareAClip() throws {
        let shop = Shop(gigabytes: [8, 8])
        let maker = try make("cuda:1,0", shop, batchSize: 4)
        #expect(maker.plan.name == "cuda:1 + cuda:0" && maker.plan.decodingCard == 1)
        let detector = try maker.detector(aspect: 1.5)
        #expect(detector is MultiDeviceDetector && detector.batchSize == 4)
        #expect(try detector.detect(Self.pictures(4)).count == 4)
        #expect(shop.made.withLock { $0.map(\.device) } == [.cuda(1), .cuda(0)])
    }

    @Test func aDeviceThatDiesIsNamed() throws {
        let hasFailed = DispatchSemaphore(value: 0)
        let shop = Shop(gigabytes: [8, 8]) { device, _ in
            if device == .cuda(1) {
                hasFailed.signal()
                throw InferenceError(.engineFailed, "fell off the bus")
            }
            // The other one gets a batch, too.
            hasFailed.wait()
            hasFailed.signal()
            return 100
        }
        let detector = try make("cuda:0,1", shop, batchSize: 1).detector(aspect: 1.5)
        let tickets = try (0..<20).map { _ in try detector.submit(Self.pictures(1)) }
        #expect(try tickets.flatMap { try $0.wait() }.count == 20)
        let notices = shop.notices.withLock { $0 }
        #expect(notices.count == 1 && notices[0].hasPrefix("cuda:1 failed") && notices[0].contains("the bus"))
    }

    @Test func aDeviceWithoutRoomHalvesItsBatchAndSaysWhatToSet() throws {
        let shop = Shop(gigabytes: [8]) { _, pictures in
            if pictures > 5 { throw InferenceError(.outOfMemory, "no room", context: "CUDA out of memory") }
            return 100
        }
        let maker = try make("cuda", shop, batchSize: 16, models: 1)
        let detector = try maker.detector(aspect: 1.5)
        #expect(try detector.detect(Self.pictures(16)).count == 16)
        #expect(detector.batchSize == 4)
        let notices = shop.notices.withLock { $0 }
        #expect(notices.count == 2 && notices[1].contains("BATCH_SIZE=4") && notices[1].contains("CUDA out of memory"))
        // The process remembers.
        #expect(try maker.detector(aspect: 1).batchSize == 4)
    }

    @Test func modelsShareTheMemoryThatTheSettingsAllow() throws {
        let shop = Shop(gigabytes: [10])
        let detector = try make("cuda", shop, batchSize: 2, models: 2, fraction: 0.5).detector(aspect: 1.5)
        #expect(detector is CombinedDetector)
        #expect(shop.made.withLock { $0.map(\.memory) } == [10 * Self.gibibyte / 4, 10 * Self.gibibyte / 4])
        // Without a driver that tells, nothing is known and nothing limited.
        let unknown = Shop()
        _ = try make("cuda", unknown).detector(aspect: 1.5)
        #expect(unknown.made.withLock { $0.map(\.memory) } == [nil])
    }
}
