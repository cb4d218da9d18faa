import Evaluation
import Foundation
import Testing

/// The published figures of real trackers, where the reference data is present.
struct ReferenceTracksTests {
    @Test(.enabled(if: SharedData.path("mot/mot17-hota-reference") != nil))
    func figuresAreThoseOfTheMOT17Reference() throws {
        let folder = try #require(SharedData.path("mot/mot17-hota-reference"))
        let lines = try String(contentsOfFile: folder + "/pedestrian_detailed.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
        let expected = Dictionary(uniqueKeysWithValues: lines.dropFirst().map { ($0[0], figures(lines[0], $0)) })
        var score = TrackingScore()
        for sequence in try MOTFolder.all(in: folder + "/gt") {
            try score.add(sequence.sequence(found: ResultFile(path: "\(folder)/tracker_mott/\(sequence.name).txt")))
        }
        let summary = score.summary
        #expect(summary.sequences.count == 7)
        for sequence in summary.sequences {
            let expected = try #require(expected[sequence.name])
            for (key, figure, expected) in expected.beside(sequence.figures) {
                #expect(agree(figure, expected, within: 1e-8), "\(sequence.name) \(key)")
            }
        }
        // The file's whole has each sequence three times, under three detectors' names, so its shares are the same.
        let combined = try #require(expected["COMBINED"])
        for (key, figure, expected) in combined.beside(summary.all) where expected <= 1 {
            #expect(agree(figure, expected, within: 1e-8), "\(key)")
        }
        #expect(summary.all.idSwitches * 3 == 1605)
        #expect(summary.all.fragmentations * 3 == 1716)
    }

    /// A row by the names in the heading; figures at each threshold are averaged.
    private func figures(_ heading: [String], _ row: [String]) -> TrackEvalFigures {
        let cells = Dictionary(uniqueKeysWithValues: zip(heading, row))
        return TrackEvalFigures(
            values: Dictionary(
                uniqueKeysWithValues: TrackEvalFigures.keys.map { key in
                    (key, (cells[key.rawValue] ?? cells[key.rawValue + "___AUC"]).flatMap(Double.init) ?? .nan)
                }))
    }

    @Test(
        .enabled(if: SharedData.path("mot/motmetrics-tud") != nil),
        arguments: [("TUD-Campus", 0.557659, 0.526462), ("TUD-Stadtmitte", 0.644619, 0.564014)])
    func figuresAreThoseOfMotmetrics(name: String, idf1: Double, mota: Double) throws {
        let folder = try MOTFolder(path: #require(SharedData.path("mot/motmetrics-tud/\(name)")))
        var score = TrackingScore()
        try score.add(folder.sequence(found: ResultFile(path: folder.path + "/test.txt")))
        let figures = score.summary.all
        #expect(agree(figures.idf1, idf1, within: 1e-6))
        #expect(agree(figures.mota, mota, within: 1e-6))
        #expect(figures.idSwitches == 7)
    }
}
