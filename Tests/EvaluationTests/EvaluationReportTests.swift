import Foundation
import Geometry
import Observations
import Testing

@testable import Evaluation

struct EvaluationReportTests {
    private func report() throws -> EvaluationReport {
        var players = DetectionScore()
        players.add(frame: .hd, found: [player(0, 0.9), player(600, 0.4)], truth: [player(0), player(1100)])
        var pitch = PitchScore()
        var keypoints = [Keypoint](repeating: .absent, count: 32)
        keypoints[13] = Keypoint(point: Point(x: 640, y: 100), confidence: 0.5)
        pitch.add(frame: .hd, found: keypoints, truth: PitchTruth(keypoints: keypoints))
        var mot = TrackingScore()
        let box = [TrackedBox(id: 1, box: square(0))]
        try mot.add(TrackingSequence(name: "clip \"1\"", frames: [.init(truth: box, found: box)]))
        return EvaluationReport(
            title: "A <model> & more", players: players.summary, pitch: pitch.summary, mot: mot.summary)
    }

    @Test func theJSONHasTheKeysItIsReadBy() throws {
        let object = try JSONSerialization.jsonObject(with: Data(report().json()))
        func value(_ path: String) -> Any? {
            path.split(separator: ".").reduce(object as Any?) { ($0 as? [String: Any])?[String($1)] }
        }
        let numbers = [
            "players.map50.all", "players.map50.player", "players.map50_95.all", "pitch.recall", "pitch.mean_px",
            "pitch.pck10", "pitch.usable_homography", "mot.hota", "mot.idf1", "mot.mota", "mot.idsw",
        ]
        for path in numbers { #expect(value(path) is NSNumber, "\(path)") }
        // 51 of the 101 recalls are reached, at a precision of 1.
        #expect(value("players.map50.player") as? Double == 0.50495)
        #expect(value("mot.hota") as? Double == 1)
        #expect(value("mot.sequences.clip \"1\".idsw") as? Int == 0)
        // What can't be known is there, and null.
        for path in ["ball", "goalkeeper", "referee"] { #expect(value("players.map50.\(path)") is NSNull) }
        #expect(value("title") as? String == "A <model> & more")
    }

    @Test func onlyWhatWasMeasuredIsReported() throws {
        let report = EvaluationReport(title: "nothing")
        #expect(try String(decoding: report.json(), as: UTF8.self) == "{\n  \"title\" : \"nothing\"\n}\n")
        #expect(report.table == "nothing\n")
    }

    @Test func theTableLinesUp() throws {
        let lines = try report().table.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Objects, 1 frames") })
        let table = lines[(start + 1)...(start + 6)]
        #expect(Set(table.map(\.count)).count == 1)
        #expect(table.contains { $0.hasPrefix("player") && $0.contains("0.505") })
        #expect(table.contains { $0.hasPrefix("ball") && $0.hasSuffix("-") })
    }

    @Test func thePageNeedsNothingElse() throws {
        let pixel = GalleryPicture(
            caption: "frame <7>", dataURI: "data:image/png;base64,AAAA", width: 1280, height: 720,
            marks: [.missed(player(0)), .wrong(player(300, 0.4))])
        let foreign = GalleryPicture(
            caption: "elsewhere", dataURI: "https://example.com/a.png", width: 1280, height: 720)
        let page = try report().html(objects: [pixel, foreign])
        #expect(page.contains("href=\"data:image/png;base64,AAAA\""))
        #expect(page.contains("<rect class=\"missed\" x=\"0.0\""))
        #expect(page.contains("<rect class=\"wrong\" x=\"300.0\""))
        #expect(page.contains("player 0.40"))
        #expect(page.contains("frame &lt;7&gt;"))
        #expect(page.contains("A &lt;model&gt; &amp; more"))
        #expect(page.contains("<polyline"))
        #expect(!page.contains("http:") && !page.contains("https:"))
        #expect(!page.contains("<script"))
        #expect(page.count("<svg") == 5 && page.count("</svg>") == 5)
    }

    @Test func thePagesKeypointsStandBesideTheirLabels() throws {
        let misses = PitchMisses(
            frame: .hd, error: nil, truth: [Keypoint(point: Point(10, 20), confidence: 1), .absent, .absent],
            found: [Keypoint(point: Point(13, 24), confidence: 1), Keypoint(point: Point(5, 5), confidence: 1)])
        let picture = GalleryPicture(misses, dataURI: "data:image/jpeg;base64,AAAA")
        #expect(picture.caption == "frame: no view of the pitch")
        #expect(
            picture.marks == [
                .vertex(0, truth: Point(10, 20), found: Point(13, 24)), .vertex(1, truth: nil, found: Point(5, 5)),
            ])
        let page = try EvaluationReport(title: "a").html(pitch: [picture])
        #expect(page.contains("<line class=\"apart\" x1=\"10.0\" y1=\"20.0\" x2=\"13.0\" y2=\"24.0\"/>"))
        #expect(page.contains("Frames with the worst pitch"))
        #expect(!page.contains("Frames with the most errors"))
    }

    @Test func teamsAreReportedToo() throws {
        var teams = TeamScore()
        teams.add(
            found: [.init(id: 1, box: square(0), team: 0)], truth: [.init(id: 4, box: square(0), team: 1)])
        let report = EvaluationReport(title: "a", teams: teams.summary)
        let object = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        let figures = object?["teams"] as? [String: Any]
        #expect(figures?["tracks_right"] as? Double == 1)
        #expect(figures?["boxes"] as? Int == 1)
        #expect(report.table.contains("tracks      1  1.0000  1.0000"))
    }
}

extension String {
    fileprivate func count(_ part: String) -> Int { components(separatedBy: part).count - 1 }
}
