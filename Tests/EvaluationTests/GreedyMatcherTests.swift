import Geometry
import Testing

@testable import Evaluation

struct GreedyMatcherTests {
    @Test func sureDetectionsChooseFirst() {
        // Both fit the one object; the surer one takes it though the other fits better.
        let matches = GreedyMatcher.match(
            found: [player(0, 0.5), player(20, 0.9)], truth: [square(0)], maximumDetections: 100)
        #expect(matches.map(\.detection) == [1, 0])
        #expect(matches[0].truth == 0)
        #expect(matches[1].truth == nil)
        // At 0.70 and above the surer one (overlap 2/3) is not good enough any more, and the other takes it.
        #expect(matches[0].hits == 0b00_0000_1111)
        #expect(matches[1].hits == 0b11_1111_0000)
    }

    @Test func theNearestFreeObjectIsTaken() {
        let matches = GreedyMatcher.match(
            found: [player(10, 0.9), player(12, 0.8)], truth: [square(0), square(15)], maximumDetections: 100)
        #expect(matches.map(\.truth) == [1, 0])
    }

    @Test func anOverlapOfExactlyTheThresholdCounts() {
        let box = Box(x1: 0, y1: 0, x2: 100, y2: 50)
        let matches = GreedyMatcher.match(found: [player(0)], truth: [box], maximumDetections: 100)
        #expect(matches[0].hits == 1)
    }

    @Test func onlyTheMostConfidentCount() {
        let matches = GreedyMatcher.match(
            found: [player(0, 0.1), player(300, 0.9), player(500, 0.8)], truth: [square(0)], maximumDetections: 2)
        #expect(matches.map(\.detection) == [1, 2])
    }

    @Test func nothingMatchesNothing() {
        #expect(GreedyMatcher.match(found: [], truth: [square(0)], maximumDetections: 100).isEmpty)
        #expect(GreedyMatcher.match(found: [player(0)], truth: [], maximumDetections: 100)[0].hits == 0)
    }
}
