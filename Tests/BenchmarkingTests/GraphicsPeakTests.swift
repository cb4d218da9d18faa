import Analysis
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
        let peak = GraphicsPeak(cards: [0, 2]) {
            let now = used.withLock { $0 }
            return [Self.reading(0, now), Self.reading(1, 10_000 - now), Self.reading(2, 5)]
        }
        used.withLock { $0 = 900 }
        Thread.sleep(forTimeInterval: 0.3)
        used.withLock { $0 = 300 }
        #expect(peak.finish() == 800)
    }

    @Test func withoutAGPUThereIsNone() {
        #expect(GraphicsPeak(cards: []) { [Self.reading(0, 1)] }.finish() == nil)
        #expect(GraphicsPeak(cards: [0]) { [] }.finish() == nil)
        #expect(GraphicsPeak(cards: [0]) { [Self.reading(0, nil)] }.finish() == nil)
    }
}
