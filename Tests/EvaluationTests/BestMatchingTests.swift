import Geometry
import Testing

@testable import Evaluation

struct BestMatchingTests {
    @Test func theGreatestSumIsChosenNotTheGreatestScore() {
        // 0.9 alone, or 0.8 + 0.7 together.
        let pairs = [(0, 0, 0.9), (0, 1, 0.7), (1, 0, 0.8)].map {
            BestMatching.Pair(row: $0.0, column: $0.1, score: $0.2)
        }
        var matching = BestMatching()
        #expect(matching.choose(from: pairs, rows: 2, columns: 2) == [1, 2])
    }

    @Test func nothingToChooseFrom() {
        var matching = BestMatching()
        #expect(matching.choose(from: [], rows: 3, columns: 0).isEmpty)
    }

    /// All ways of matching few pairs, tried one by one, find no greater sum.
    @Test(arguments: 0..<40) func noOtherMatchingIsBetter(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var pairs: [BestMatching.Pair] = []
        for row in 0..<5 {
            for column in 0..<4 where Double.random(in: 0..<1, using: &generator) < 0.45 {
                let score = Double.random(in: 0.01..<1, using: &generator)
                pairs.append(BestMatching.Pair(row: row, column: column, score: score))
            }
        }
        var matching = BestMatching()
        let chosen = matching.choose(from: pairs, rows: 5, columns: 4)
        #expect(Set(chosen.map { pairs[$0].row }).count == chosen.count)
        #expect(Set(chosen.map { pairs[$0].column }).count == chosen.count)
        #expect(agree(chosen.reduce(0) { $0 + pairs[$1].score }, bestSum(pairs[...]), within: 1e-9))
    }

    private func bestSum(_ pairs: ArraySlice<BestMatching.Pair>) -> Double {
        guard let first = pairs.first else { return 0 }
        let rest = pairs.dropFirst()
        let others = rest.filter { $0.row != first.row && $0.column != first.column }
        return max(bestSum(rest), first.score + bestSum(others[...]))
    }
}
