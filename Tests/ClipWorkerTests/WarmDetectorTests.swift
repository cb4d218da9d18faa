import Detection
import Engines
import Media
import Synchronization
import Testing

@testable import ClipWorker

@Suite struct WarmDetectorTests {
    private struct Stub: FrameDetector {
        let batchSize = 1, depth = 1
        func submit(_ pictures: [any Picture]) throws -> PendingDetections { PendingDetections { [] } }
    }

    /// However many shapes pictures have, two models are compiled, each once.
    @Test func fiveHundredAspectsTakeTwoModels() throws {
        let made = Mutex<[Double]>([])
        let warm = WarmDetector { aspect in
            made.withLock { $0.append(aspect) }
            return Stub()
        }
        for number in 0..<500 { _ = try warm.detector(aspect: 0.1 + Double(number) * 0.0198) }
        for number in 0..<500 { _ = try warm.detector(aspect: 10 - Double(number) * 0.0198) }
        #expect(made.withLock { $0.sorted() } == [1, 16.0 / 9])
    }

    @Test func aModelThatCannotBeMadeIsTriedAgain() throws {
        let count = Mutex(0)
        let warm = WarmDetector { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number == 1 { throw InferenceError(.engineFailed, "no") }
            return Stub()
        }
        #expect(throws: InferenceError.self) { try warm.detector(.wide) }
        _ = try warm.detector(.wide)
        _ = try warm.detector(.wide)
        #expect(count.withLock { $0 } == 2)
    }

    @Test(arguments: [
        (16.0 / 9, WarmDetector.Shape.wide), (2.39, .wide), (1.6, .wide), (1.5, .wide), (4.0 / 3, .square),
        (1, .square), (9.0 / 16, .square),
    ])
    func picturesGoWhereMoreOfThemIsSeen(_ aspect: Double, _ shape: WarmDetector.Shape) {
        #expect(WarmDetector.Shape(aspect: aspect) == shape)
    }
}
