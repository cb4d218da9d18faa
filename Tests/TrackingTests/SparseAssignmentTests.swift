import Geometry
import Testing

@testable import Tracking

@Suite struct SparseAssignmentTests {
    @Test func groupsAreSolvedEachForItself() {
        // Rows 0 and 1 quarrel about column 5; row 7 and column 2 have nothing to do with them.
        let links: [(from: Int, to: Int, cost: Double)] = [(0, 5, 1), (0, 6, 2), (1, 5, 1.5), (7, 2, 0.1)]
        #expect(SparseAssignment(links, limit: 10).pairs == [0: 6, 1: 5, 7: 2])
    }

    @Test func twoLinksWinOverOneWhereBeingAloneIsDear() {
        let links: [(from: Int, to: Int, cost: Double)] = [(0, 0, -20), (0, 1, -5), (1, 0, -4)]
        #expect(SparseAssignment(links, limit: -1).pairs == [0: 0])
        #expect(SparseAssignment(links, limit: 14).pairs == [0: 1, 1: 0])
    }

    @Test func aGroupBeyondMeasureIsStillOneToOne() {
        var generator = SeededGenerator(seed: 1)
        var links: [(from: Int, to: Int, cost: Double)] = []
        for row in 0..<1100 {
            for step in [0, 1, 7] {
                links.append((row, (row + step) % 1100, Double.random(in: 0...1, using: &generator)))
            }
        }
        let pairs = SparseAssignment(links, limit: 10).pairs
        #expect(Set(pairs.values).count == pairs.count)
        #expect(pairs.count > 900)
    }

    @Test func noLinksMakeNoPairs() {
        #expect(SparseAssignment([], limit: 1).pairs.isEmpty)
    }
}
