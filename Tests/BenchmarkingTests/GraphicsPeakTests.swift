import Analysis
import Dispatch
import Foundation
import Machine
import Synchronization
import Testing

@testable import Benchmarking

@Suite struct GraphicsPeakTests {
    private static func reading(_ index: Int, _ used: Int?) -> GraphicsReading {
        GraphicsReading(index: index, name: "card", usedMemory: used)
    }

    @Test func theMostBeyondTheStartCounts() {
        let used = Mutex(100)
        let read = DispatchSemaphore(value: 0)
        let peak = GraphicsPeak(cards: [0, 2]) {
            let now = used.withLock { $0 }
            if now == 900 { read.signal() }
            return [Self.reading(0, now), Self.reading(1, 10_000 - now), Self.reading(2, 5)]
        }
        used.withLock { $0 = 900 }
        // One reading may have begun before; the second has been counted once the third begins.
        for _ in 0..<3 { read.wait() }
        used.withLock { $0 = 300 }
        #expect(peak.finish() == 800)
    }

    @Test func withoutAGPUThereIsNone() {
        #expect(GraphicsPeak(cards: []) { [Self.reading(0, 1)] }.finish() == nil)
        #expect(GraphicsPeak(cards: [0]) { [] }.finish() == nil)
        #expect(GraphicsPeak(cards: [0]) { [Self.reading(0, nil)] }.finish() == nil)
    }
}
