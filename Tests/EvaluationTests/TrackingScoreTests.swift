import Evaluation
import Geometry
import Testing

struct TrackingScoreTests {
    /// The figures of one sequence; a box is given as its id and its x.
    private func figures(
        truth: [[(id: Int, x: Double)]], found: [[(id: Int, x: Double)]]
    ) throws -> TrackingFigures {
        func boxes(_ frame: [(id: Int, x: Double)]) -> [TrackedBox] {
            frame.map { TrackedBox(id: $0.id, box: square($0.x)) }
        }
        var score = TrackingScore()
        try score.add(
            TrackingSequence(
                name: "clip",
                frames: zip(truth, found).map {
                    TrackingSequence.Frame(truth: boxes($0), found: boxes($1))
                }))
        return score.summary.all
    }

    @Test func aPerfectResultIsPerfect() throws {
        let tracks = (0..<10).map { [(id: 1, x: Double($0)), (id: 2, x: 500 - Double($0))] }
        let figures = try figures(truth: tracks, found: tracks)
        #expect(figures.hota == 1)
        #expect(figures.locA == 1)
        #expect(figures.idf1 == 1)
        #expect(figures.mota == 1)
        #expect(figures.idSwitches == 0)
        #expect(figures.mostlyTracked == 2)
    }

    @Test func aTrackInTwoHalvesIsAssociatedByHalf() throws {
        // Ten frames, one object; its id changes after five. Each match's tracks share 5 of 10 frames: AssA 0.5.
        let truth = (0..<10).map { _ in [(id: 1, x: 0.0)] }
        let found = (0..<10).map { [(id: $0 < 5 ? 7 : 8, x: 0.0)] }
        let figures = try figures(truth: truth, found: found)
        #expect(agree(figures.detA, 1, within: 1e-12))
        #expect(agree(figures.assA, 0.5, within: 1e-12))
        #expect(agree(figures.hota, 0.5.squareRoot(), within: 1e-12))
        #expect(figures.idSwitches == 1)
        #expect(figures.fragmentations == 0)
        #expect(agree(figures.mota, 0.9, within: 1e-12))
        // One of the halves is the track's identity: 5 right of 10 + 10.
        #expect(agree(figures.idf1, 0.5, within: 1e-12))
    }

    @Test func overlapDecidesAtWhichThresholdsABoxCounts() throws {
        // A shift of 25 gives 75 / 125 = 0.6: right at 12 of 19 thresholds, and nowhere else.
        let figures = try figures(truth: [[(1, 0)]], found: [[(1, 25)]])
        #expect(agree(figures.hota, 12.0 / 19, within: 1e-12))
        #expect(agree(figures.locA, (12 * 0.6 + 7) / 19, within: 1e-12))
        #expect(agree(figures.motp, 0.6, within: 1e-12))
    }

    @Test func aLostTrackThatComesBackIsAFragment() throws {
        let truth = (0..<6).map { _ in [(id: 1, x: 0.0), (id: 2, x: 900.0)] }
        let found = (0..<6).map { (2...3).contains($0) ? [(id: 2, x: 900.0)] : [(id: 1, x: 0.0), (id: 2, x: 900.0)] }
        let figures = try figures(truth: truth, found: found)
        #expect(figures.fragmentations == 1)
        #expect(figures.idSwitches == 0)
        #expect(agree(figures.recall, 10.0 / 12, within: 1e-12))
        #expect(figures.mostlyTracked == 1)
        #expect(figures.partlyTracked == 1)
    }

    @Test func aFrameWithoutResultDoesNotBreakATrack() throws {
        // As the benchmark's program has it: such a frame is missed, but leaves the matches before it as they were.
        let truth = (0..<5).map { _ in [(id: 1, x: 0.0)] }
        let found = (0..<5).map { $0 == 2 ? [] : [(id: 1, x: 0.0)] }
        let figures = try figures(truth: truth, found: found)
        #expect(figures.fragmentations == 0)
        #expect(agree(figures.mota, 0.8, within: 1e-12))
    }

    @Test func aMatchGoesOnBeforeABetterOverlapIsTaken() throws {
        // In the second frame id 8 fits exactly and id 7 by 0.6; 7 had the object before and keeps it.
        let figures = try figures(truth: [[(1, 0)], [(1, 0)]], found: [[(7, 0)], [(7, 25), (8, 0)]])
        #expect(figures.idSwitches == 0)
        #expect(agree(figures.motp, 0.8, within: 1e-12))
        #expect(agree(figures.mota, 0.5, within: 1e-12))
    }

    @Test func noResultMissesEverything() throws {
        let figures = try figures(truth: [[(1, 0)], [(1, 0)]], found: [[], []])
        #expect(figures.hota == 0)
        #expect(figures.mota == 0)
        #expect(figures.idf1 == 0)
        #expect(figures.mostlyLost == 1)
    }

    @Test func withoutTruthNothingIsANumber() throws {
        let figures = try figures(truth: [[]], found: [[(1, 0)]])
        #expect(figures.hota.isNaN)
        #expect(figures.mota.isNaN)
        #expect(figures.idf1.isNaN)
        #expect(TrackingScore().summary.all.hota.isNaN)
    }

    @Test func anIdTwiceInAFrameIsRefused() throws {
        let error = #expect(throws: EvaluationError.self) {
            try figures(truth: [[(1, 0)]], found: [[(3, 0), (3, 500)]])
        }
        #expect(error?.code == .duplicateID)
        #expect(error?.description == "clip: The result has two boxes with id 3 in frame 0. Ids must be unique.")
    }

    @Test func sequencesAreAddedByTheirCounts() throws {
        var score = TrackingScore()
        let box = [TrackedBox(id: 1, box: square(0))]
        try score.add(TrackingSequence(name: "a", frames: Array(repeating: .init(truth: box, found: box), count: 3)))
        try score.add(TrackingSequence(name: "b", frames: [.init(truth: box, found: [])]))
        #expect(score.summary.sequences.map(\.name) == ["a", "b"])
        #expect(agree(score.summary.all.mota, 0.75, within: 1e-12))
        #expect(agree(score.summary.all.hota, 0.75.squareRoot(), within: 1e-12))
    }
}
