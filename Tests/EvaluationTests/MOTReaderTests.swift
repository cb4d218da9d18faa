import Geometry
import Observations
import Testing
import Tracking

@testable import Evaluation

struct MOTReaderTests {
    private func rows(_ text: String) throws -> [MOTRow] {
        try MOTRow.parse(Array(text.utf8), source: "gt.txt")
    }

    @Test func framesCountFromZeroHere() throws {
        let rows = try rows("1, 4, 10, 20, 30, 40, 1, 7, 0.5\n3,-1,0.5,0,1,1\n2,5,0,0,1,1,0.9,4.4,5.5,0\n")
        #expect(rows.map(\.frameIndex) == [0, 2, 1])
        #expect(rows[0].box == Box(x1: 10, y1: 20, x2: 40, y2: 60))
        #expect(rows.map(\.classID) == [7, nil, nil])
        #expect(rows.map(\.mark) == [1, 1, 0.9])
    }

    @Test(arguments: ["0,1,0,0,1,1", "1,1,0,0,1", "1.5,1,0,0,1,1", "1,0.5,0,0,1,1", "99999999,1,0,0,1,1"])
    func aWrongLineIsNamed(line: String) {
        let error = #expect(throws: EvaluationError.self) { try rows("1,1,0,0,1,1\n" + line) }
        #expect(error?.line == 2)
    }

    @Test func aSequenceFolderSaysWhatItHolds() throws {
        let folder = try ScratchFolder()
        _ = try folder.write(
            "[Sequence]\nname = clip-1\nframeRate=25\nseqLength=4\nimWidth=1280\r\n", to: "s/seqinfo.ini")
        _ = try folder.write("1,1,0,0,100,100,1,1,1\n2,1,0,0,100,100,1,1,1\n", to: "s/gt/gt.txt")
        _ = try folder.write("2,-1,5,6,10,20,0.75\n", to: "s/det/det.txt")
        _ = try folder.write("", to: "notes.txt")
        let sequences = try MOTFolder.all(in: folder.path)
        #expect(sequences.map(\.name) == ["clip-1"])
        #expect(sequences[0].info?.frameRate == 25)
        #expect(sequences[0].info?.width == 1280)
        let detections = try sequences[0].detections()
        #expect(detections.map(\.count) == [0, 1, 0, 0])
        #expect(detections[1][0].confidence == 0.75)
        let object = TrackedObject(id: 9, detection: player(0))
        let sequence = try sequences[0].sequence(found: [[object], []])
        #expect(sequence.frames.count == 4)
        #expect(sequence.frames[0].found == [TrackedBox(id: 9, box: square(0))])
    }

    @Test func aFolderWithoutTruthIsRefused() throws {
        let folder = try ScratchFolder()
        #expect(throws: EvaluationError.self) { try MOTFolder.all(in: folder.path) }
        #expect(throws: EvaluationError.self) { try MOTFolder.all(in: folder.path + "/none") }
    }

    /// A pedestrian at 0, a distractor at 300, a row marked 0 at 600.
    private let pedestrians = [(0.0, 1.0, 1), (300, 1, 8), (600, 0, 1)].enumerated().map { id, row in
        MOTRow(frameIndex: 0, id: id, box: square(row.0), mark: row.1, classID: row.2)
    }

    private func sequence(
        _ truth: [MOTRow], found: [MOTRow] = [], rules: MOTRules = .trackEval
    ) throws -> TrackingSequence {
        try TrackingSequence(name: "s", truth: truth, found: found, rules: rules)
    }

    @Test func whatFitsADistractorIsNeitherRightNorWrong() throws {
        let found = [0.0, 310, 610].enumerated().map { MOTRow(frameIndex: 0, id: $0, box: square($1)) }
        let frame = try sequence(pedestrians, found: found).frames[0]
        #expect(frame.truth.map(\.id) == [0])
        #expect(frame.found.map(\.id) == [0, 2])
    }

    /// Class 2, a person on a vehicle, is a distractor, also where it is the only other class.
    @Test(arguments: [2, 7, 8, 12]) func eachClassOfDistractorsIsLeftOut(classID: Int) throws {
        let truth = [(0.0, 1), (300, classID)].enumerated().map { id, row in
            MOTRow(frameIndex: 0, id: id, box: square(row.0), classID: row.1)
        }
        let found = [0.0, 310].enumerated().map { MOTRow(frameIndex: 0, id: $0, box: square($1)) }
        let frame = try sequence(truth, found: found).frames[0]
        #expect(frame.truth.map(\.id) == [0] && frame.found.map(\.id) == [0])
        let all = try sequence(truth, found: found, rules: .everyRow).frames[0]
        #expect(all.truth.map(\.id) == [0, 1] && all.found.map(\.id) == [0, 1])
    }

    /// Cars and the like are no distractors: a box on one is wrong.
    @Test func whatFitsAnythingElseIsWrong() throws {
        let truth = [(0.0, 1), (300, 3)].enumerated().map { id, row in
            MOTRow(frameIndex: 0, id: id, box: square(row.0), classID: row.1)
        }
        let frame = try sequence(truth, found: [MOTRow(frameIndex: 0, id: 5, box: square(300))]).frames[0]
        #expect(frame.truth.map(\.id) == [0] && frame.found.map(\.id) == [5])
    }

    @Test(arguments: [nil, -1]) func everyRowCountsInTruthWithoutClasses(classID: Int?) throws {
        let truth = [(0.0, 1.0), (300, 1), (600, 0)].enumerated().map { id, row in
            MOTRow(frameIndex: 0, id: id, box: square(row.0), mark: row.1, classID: classID)
        }
        #expect(try sequence(truth).frames[0].truth.map(\.id) == [0, 1])
    }

    @Test func theRulesCanBeChosen() throws {
        #expect(try sequence(pedestrians, rules: .everyRow).frames[0].truth.map(\.id) == [0, 1])
        let own = [0, 1, 2, 3].map { MOTRow(frameIndex: 0, id: $0, box: square(Double($0) * 200), classID: $0) }
        #expect(try sequence(own, rules: .everyRow).frames[0].truth.count == 4)
        // A ball has class 0 in this program's own files, which is none of MOTChallenge's.
        let error = #expect(throws: EvaluationError.self) { try sequence(own) }
        #expect(error?.message.contains("--mot-rules every-row") == true)
    }

    @Test func truthInWhichNothingCountsIsRefused() throws {
        let marked = [MOTRow(frameIndex: 0, id: 1, box: square(0), mark: 0)]
        let distractors = [MOTRow(frameIndex: 0, id: 1, box: square(0), classID: 2)]
        for truth in [[], marked, distractors] {
            #expect(throws: EvaluationError.self) { try sequence(truth) }
        }
        #expect(throws: EvaluationError.self) { try sequence(marked, rules: .everyRow) }
        #expect(try sequence(distractors, rules: .everyRow).frames[0].truth.count == 1)
    }
}
