import Platform
import Results
import Testing

@testable import Analysis

@Suite struct StrideControllerTests {
    /// Plays a clip through, each analysed frame costing `seconds`; gives the time it took.
    private func play(budget: Double, frames: Int, stride: Int, secondsPerFrame: (Int) -> Double) -> (Double, Int) {
        let start = ContinuousClock.now
        let strideController = StrideController(budget: budget, frameCount: frames, stride: stride, start: start)
        var (index, elapsed, current, widest) = (0, 0.0, stride, stride)
        while index < frames {
            elapsed += secondsPerFrame(index)
            current = strideController.stride(after: index, now: start + .seconds(elapsed)) ?? current
            widest = max(widest, current)
            index = (index / current + 1) * current
        }
        return (elapsed, widest)
    }

    @Test func aFastMachineKeepsItsStride() {
        let (elapsed, widest) = play(budget: 10, frames: 750, stride: 2) { _ in 0.005 }
        #expect(widest == 2 && elapsed < 10)
    }

    @Test(arguments: [1.0, 2, 4])
    func aSlowMachineWidensItAndEndsInTime(budget: Double) {
        let (elapsed, widest) = play(budget: budget, frames: 750, stride: 1) { _ in 0.02 }
        #expect(widest > 1 && elapsed <= budget)
        // The time there is gets used: a stride far wider than needed would be no answer.
        #expect(elapsed > 0.6 * budget)
    }

    @Test func aMachineThatSlowsDownIsNoticed() {
        let (elapsed, _) = play(budget: 6, frames: 1000, stride: 1) { $0 < 300 ? 0.004 : 0.03 }
        #expect(elapsed <= 6)
    }

    @Test func spansTellWhatWasUsed() {
        let spans = StrideSpan.spans(of: [0, 2, 4, 8, 12, 13], first: 2)
        #expect(
            spans == [
                .init(firstFrame: 0, stride: 2), .init(firstFrame: 4, stride: 4), .init(firstFrame: 12, stride: 1),
            ])
        #expect(StrideSpan.spans(of: [0], first: 3) == [.init(firstFrame: 0, stride: 3)])
    }
}
