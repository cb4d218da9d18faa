import Foundation
import Geometry
import Media
import ModelTesting
import Observations

@testable import Detection
@testable import Engines

/// A device that tells pictures by their width, and waits or fails when it is told to.
///
/// `@unchecked Sendable`: what changes is only touched while the condition is locked.
final class StandInDevice: FrameDetector, @unchecked Sendable {
    let batchSize: Int
    let depth: Int
    private let failure: @Sendable (_ run: Int, _ pictures: Int) -> (any Error)?
    private let condition = NSCondition()
    private var answered: [Int] = []
    private var runs = 0

    /// - Parameter failure: is called before each run, may block, and says why the run fails.
    init(
        batchSize: Int = 1, depth: Int = 2,
        failure: @escaping @Sendable (_ run: Int, _ pictures: Int) -> (any Error)? = { _, _ in nil }
    ) {
        self.batchSize = batchSize
        self.depth = depth
        self.failure = failure
    }

    /// Of the pictures that it answered.
    var done: [Int] { condition.withLock { answered } }

    /// Blocks until as many pictures are answered.
    func wait(untilDone count: Int) {
        condition.withLock {
            while answered.count < count { condition.wait() }
        }
    }

    func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let widths = pictures.map(\.width)
        return PendingDetections { [self] in
            let run = condition.withLock {
                runs += 1
                return runs
            }
            if let error = failure(run, widths.count) { throw error }
            condition.withLock {
                answered += widths
                condition.broadcast()
            }
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

/// Holds threads back until it is opened.
///
/// `@unchecked Sendable`: its state is only touched while the condition is locked.
final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false

    func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
        }
    }

    func wait() {
        condition.withLock {
            while !isOpen { condition.wait() }
        }
    }

    /// Waits for a while only. Returns whether the gate was opened.
    func wait(seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while !isOpen, condition.wait(until: end) {}
            return isOpen
        }
    }
}
