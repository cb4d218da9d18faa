import ModelTesting
import Foundation
import Geometry
import Media
import Synchronization

@testable import Detection
@testable import Engines

/// A device that tells pictures by their width, takes a while for each run, and fails when it is told to.
final class StandInDevice: FrameDetector {
    let batchSize: Int
    let depth: Int
    private let seconds: Double
    private let failure: @Sendable (_ run: Int, _ pictures: Int) -> (any Error)?
    private let answered = Mutex<[Int]>([])
    private let runs = Mutex(0)

    init(
        batchSize: Int = 1, depth: Int = 2, seconds: Double = 0,
        failure: @escaping @Sendable (_ run: Int, _ pictures: Int) -> (any Error)? = { _, _ in nil }
    ) {
        self.batchSize = batchSize
        self.depth = depth
        self.seconds = seconds
        self.failure = failure
    }

    /// Of the pictures that it answered.
    var done: [Int] { answered.withLock { $0 } }

    func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let widths = pictures.map(\.width)
        return PendingDetections { [self] in
            Thread.sleep(forTimeInterval: seconds)
            let run = runs.withLock { runs in
                runs += 1
                return runs
            }
            if let error = failure(run, widths.count) { throw error }
            answered.withLock { $0 += widths }
            return widths.map(StandInDevice.answer)
        }
    }

    static func answer(to width: Int) -> FrameDetections {
        let box = Box(x1: 0, y1: 0, x2: Double(width), y2: 1)
        return FrameDetections(objects: [Detection(box: box, objectClass: .player, confidence: 1)])
    }

    /// Pictures of the widths 2, 4, 6 and so on.
    static func pictures(_ count: Int) -> [any Picture] {
        (1...count).map { Fixtures.flat(width: 2 * $0, height: 2, yuv: (1, 128, 128)) }
    }
}
