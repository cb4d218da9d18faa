import Foundation
import Media
import Platform
import Testing

/// `evaluate` as a user runs it, on small files made here.
@Suite struct EvaluateTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: scratch.file(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// Two players of two teams through three frames of 320x192; `shift` moves them, `extra` follows the frames.
    private func clip(_ name: String, shift: Int = 0, frames: Int = 3, extra: String = "") throws -> String {
        let rows = (0..<frames).map { frame in
            let objects = (0..<2).map { player in
                let (x, y) = (40 + 100 * player + 2 * frame + shift, 50)
                return #"{"id": \#(player + 1), "bbox": [\#(x), \#(y), \#(x + 20), \#(y + 50)], "class_id": 2, "#
                    + #""confidence": 0.9, "team": \#(player)}"#
            }.joined(separator: ", ")
            return #"{"frame_number": \#(frame), "keypoints": [[0, 0]], "objects": [\#(objects)]}"#
        }.joined(separator: ",\n")
        return try write(
            #"{"challenge_id": "match.mp4", "frames": [\#(rows)], "clip": {"width": 320, "height": 192}\#(extra)}"#,
            to: name)
    }

    private func figures(_ arguments: [String]) throws -> [String: Any] {
        let json = scratch.file("figures.json")
        let outcome = try Program.run(["evaluate", "--json", json] + arguments, folder: scratch.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: json)))
        return try #require(object as? [String: Any])
    }

    private func number(_ figures: [String: Any], _ path: String) -> Double? {
        path.split(separator: ".").reduce(figures as Any?) { ($0 as? [String: Any])?[String($1)] } as? Double
    }

    @Test func aResultIsHeldAgainstATruth() throws {
        defer { scratch.remove() }
        let html = scratch.file("page.html")
        let figures = try figures([
            "--results", try clip("result.json", shift: 1), "--truth",
            try clip("truth.json", extra: #", "version": 1"#),
            "--html", html,
        ])
        #expect(number(figures, "players.map50.all") == 1)
        #expect(number(figures, "players.map50_95.player") == 0.9)
        #expect(number(figures, "mot.idsw") == 0)
        #expect(number(figures, "mot.mota") == 1)
        #expect(number(figures, "teams.tracks_right") == 1)
        #expect(try String(contentsOfFile: html, encoding: .utf8).contains("<svg"))
    }

    @Test func aResultIsHeldAgainstLabelsOfSomeFrames() throws {
        defer { scratch.remove() }
        // Frame 2 has one of the players; a result that says how large frames are needs no picture to be read.
        _ = try write("", to: "labels/images/match_000002.jpg")
        _ = try write("2 0.16875 0.390625 0.0625 0.260417\n", to: "labels/labels/match_000002.txt")
        let figures = try figures(["--results", try clip("result.json"), "--players", scratch.file("labels")])
        #expect(number(figures, "players.frames") == 1)
        #expect(number(figures, "players.recall.player") == 1)
        #expect(number(figures, "players.precision.player") == 0.5)
    }

    @Test func severalFoldersAreSetsOfTheirOwn() throws {
        defer { scratch.remove() }
        // The same frame in two folders: with both players, and with the one that is found.
        let (first, second) = ("2 0.16875 0.390625 0.0625 0.260417\n", "2 0.48125 0.390625 0.0625 0.260417\n")
        for (folder, rows) in [("home/valid", first + second), ("away/valid", first)] {
            _ = try write("", to: "\(folder)/images/match_000002.jpg")
            _ = try write(rows, to: "\(folder)/labels/match_000002.txt")
        }
        let json = scratch.file("figures.json")
        let outcome = try Program.run([
            "evaluate", "--results", try clip("result.json"), "--players", scratch.file("home/valid"), "--players",
            scratch.file("away/valid"), "--json", json,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: json)))
        let sets = try #require((object as? [String: Any])?["sets"] as? [[String: Any]])
        #expect(sets.map { $0["name"] as? String } == ["home/valid", "away/valid"])
        #expect(sets.map { number($0, "players.precision.player") } == [1, 0.5])
        #expect(outcome.output.contains("Objects by set, mAP50"))
        #expect(outcome.output.contains("match_000002  away/valid       0      1"), "\(outcome.output)")
    }

    @Test func theModelIsMeasuredByMatch() throws {
        defer { scratch.remove() }
        let html = scratch.file("page.html")
        let picture = PictureBuffer(width: 320, height: 192)
        let pictures = ["cup-A-B-1-d", "cup-A-B-2-a", "league_000025"]
        for name in pictures {
            _ = try write("2 0.5 0.5 0.1 0.3\n", to: "objects/labels/\(name).txt")
            _ = try write("", to: "objects/images/\(name).jpg")
            try Data(picture.jpegBytes(quality: 80)).write(
                to: URL(fileURLWithPath: scratch.file("objects/images/\(name).jpg")))
        }
        let figures = try figures(["--players", scratch.file("objects"), "--by-match", "--html", html])
        let players = try #require(figures["players"] as? [String: Any])
        let matches = try #require(players["matches"] as? [[String: Any]])
        #expect(matches.map { $0["name"] as? String } == ["cup-A-B", "league"])
        #expect(matches.map { $0["frames"] as? Int } == [2, 1])
        // A black picture shows nobody, and a ball that is nowhere has no figures.
        #expect(number(figures, "players.map50.player") == 0)
        #expect(number(figures, "players.ball.confidence") == 0.3)
        #expect((players["ball"] as? [String: Any])?["recall"] is NSNull)
        #expect(try String(contentsOfFile: html, encoding: .utf8).contains("Objects by match, mAP50"))
    }

    @Test func aResultIsHeldAgainstASequence() throws {
        defer { scratch.remove() }
        _ = try write("1,1,40,50,20,50,1,1,1\n2,1,42,50,20,50,1,1,1\n", to: "sequence/gt/gt.txt")
        let figures = try figures(["--results", try clip("result.json"), "--mot", scratch.file("sequence")])
        #expect(number(figures, "mot.truth_boxes") == 2)
        #expect(number(figures, "mot.recall") == 1)
    }

    @Test func whatIsWrongIsSaidInALine() throws {
        defer { scratch.remove() }
        let result = try clip("result.json")
        let longer = try clip("longer.json", frames: 5)
        _ = try write("", to: "labels/images/match_000009.jpg")
        _ = try write("", to: "labels/labels/match_000009.txt")
        _ = try write("", to: "unlabelled/images/match_000009.jpg")
        _ = try write("", to: "unlabelled/labels/match_000001.txt")
        let cases: [([String], String)] = [
            (["--results", scratch.file("no.json"), "--truth", result], "no.json"),
            (["--results", longer, "--truth", result], "belong to different clips"),
            (["--results", try write("frame,id\n", to: "a.csv"), "--truth", result], "neither"),
            (["--results", try write("1,1,0,0,5,5\n", to: "a.txt"), "--truth", result], "--truth needs a result"),
            (["--results", result, "--players", scratch.file("labels")], "no frame 9"),
            (["--players", scratch.file("labels"), "--players", scratch.file("none")], "none/images"),
            (["--pitch", scratch.file("unlabelled")], "None of the pictures"),
        ]
        for (arguments, part) in cases {
            let outcome = try Program.run(["evaluate"] + arguments, folder: scratch.path)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.complaints.count == 1, "\(outcome.errors)")
            #expect(outcome.complaints.first?.contains(part) == true, "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ([], "--label-clip"), (["--truth", "t.json"], "--results"), (["--results", "r.json"], "at least one"),
        (["--mot", "m", "--clip", "a.mp4"], "--clip needs"), (["--mot", "m", "--every", "5"], "--every needs"),
        (["--label-clip", "a.mp4", "--json", "f.json"], "--json"),
        (["--label-clip", "a.mp4", "--every", "0"], "1 to 1000"),
        (["--results", "r", "--truth", "t", "--pitch", "p"], "omit --pitch"),
        (["--results", "r", "--mot", "m", "--online"], "--online"),
        (["--players", "p", "--players", "./p/"], "the folder ./p/ twice"),
        (["--label-clip", "a.mp4", "--pitch", "p"], "--pitch cannot"), (["--mot", "m", "--by-match"], "--by-match"),
        (["--results", "r", "--players", "p", "--by-match"], "without --results"),
    ])
    func optionsThatDoNotGoTogetherAreRefused(arguments: [String], part: String) throws {
        defer { scratch.remove() }
        let outcome = try Program.run(["evaluate"] + arguments, folder: scratch.path)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }

    @Test func labellingServesUntilItIsInterrupted() throws {
        defer { scratch.remove() }
        try SampleClip.write(to: scratch.file("match.mp4"), frames: 3, width: 320, height: 192)
        let arguments = [
            "evaluate", "--label-clip", scratch.file("match.mp4"), "--results", try clip("result.json"), "--output",
            scratch.file("labels"), "--port", "0",
        ]
        let output = Pipe()
        let process = try ChildProcess(
            Program.path, arguments,
            streams: .init(output: output.fileHandleForWriting.fileDescriptor, errors: STDERR_FILENO))
        try output.fileHandleForWriting.close()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line.hasPrefix("Open http://127.0.0.1:"), "\(line)")
        process.signal(SIGINT)
        #expect(process.wait() == .exited(0))
        let end = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        #expect(end.contains("0 of 1 frames done"), "\(end)")
        #expect(FileManager.default.fileExists(atPath: scratch.file("labels/match.labelling.json")))
    }
}
