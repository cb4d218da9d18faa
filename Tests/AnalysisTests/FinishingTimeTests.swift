import Testing

@testable import Analysis

@Suite struct FinishingTimeTests {
    private let start = ContinuousClock.now

    @Test func withoutADeadlineItIsNeverOver() {
        let time = FinishingTime(start: start, deadline: nil, cutoff: Cutoff())
        #expect(!time.isOver(at: start + .seconds(1_000_000)))
    }

    @Test func aDeadlineThatHasPassedLeavesAMoment() {
        let time = FinishingTime(start: start, deadline: start - .seconds(60), cutoff: Cutoff())
        #expect(!time.isOver(at: start))
        #expect(time.isOver(at: start + Cutoff.grace))
    }

    @Test func aDeadlineAheadIsKept() {
        let time = FinishingTime(start: start, deadline: start + .seconds(5), cutoff: Cutoff())
        #expect(!time.isOver(at: start + .seconds(5)))
        #expect(time.isOver(at: start + .seconds(5) + Cutoff.grace))
    }

    @Test func aCutoffEndsIt() {
        let cutoff = Cutoff()
        let time = FinishingTime(start: start, deadline: nil, cutoff: cutoff)
        cutoff.end()
        #expect(time.isOver(at: .now + Cutoff.grace))
    }

    @Test func aCancelledTaskHasNoTime() async {
        let time = FinishingTime(start: start, deadline: nil, cutoff: Cutoff())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return time.isOver
        }
        #expect(await task.value)
    }
}
