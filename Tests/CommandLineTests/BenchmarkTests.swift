import Foundation
import Testing

/// `benchmark`, `doctor` and the trace as a user runs them, on small clips.
@Suite(.serialized) struct BenchmarkTests {
    @Test func aSmallGrid() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 9)
        let outcome = try Program.run(
            [
                "benchmark", "--video-path", clip, "--batch-size", "2", "--frame-stride", "2", "--img-size", "320",
                "--runs", "2", "--json", scratch.file("a.json"), "--html", scratch.file("a.html"), "--export",
                scratch.file("best.yaml"),
            ], folder: scratch.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(scratch.names == ["a.html", "a.json", "a.mp4", "best.yaml"])
        let lines = outcome.output.split(separator: "\n")
        #expect(
            lines.first?.hasPrefix("Rank   FPS      Time     Batch    Stride   ImgSize    Memory     Quality") == true)
        #expect(outcome.output.contains("RECOMMENDED CONFIGURATION"))
        let data = try Data(contentsOf: URL(fileURLWithPath: scratch.file("a.json")))
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let rows = try #require(root["settings"] as? [[String: Any]])
        // The one that was asked for, the baseline, and the one at the size that the model's card measures as best.
        #expect(rows.count == 3 && root["clip_frames"] as? Int == 9)
        for row in rows {
            #expect(((row["seconds"] as? [String: Any])?["values"] as? [Double])?.count == 2)
            // A process of its own, with OpenVINO in it.
            #expect((row["peak_memory"] as? Int ?? 0) > 50 << 20)
        }
        // The advice is a config file for analyze.
        let analysed = try Program.run(
            ["analyze", clip, "--config", scratch.file("best.yaml"), "--output", scratch.file("r.json")],
            folder: scratch.path)
        #expect(analysed.status == 0, "\(analysed.errors)")
    }

    @Test func anInterruptionLeavesNothing() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 250)
        let outcome = try Program.run(
            ["benchmark", "--video-path", clip, "--json", scratch.file("a.json")],
            environment: ["TMPDIR": scratch.path], folder: scratch.path, interruptAt: "Round 1 of")
        #expect(outcome.status == 130, "\(outcome.errors)")
        #expect(scratch.names == ["a.mp4"])
    }

    @Test func theDoctorFindsTheProgramHealthy() throws {
        let outcome = try Program.run(["doctor", "--json", "-"])
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        let root = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(root?["healthy"] as? Bool == true)
    }

    @Test func theDoctorMissesAModel() throws {
        let outcome = try Program.run(["doctor", "--model", "/no/such/model"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("BAD  model") && outcome.output.contains("/no/such/model"))
    }

    @Test func theTraceIsWritten() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 9)
        let outcome = try Program.run(
            ["analyze", clip, "--timings", scratch.file("trace.json")], folder: scratch.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(scratch.names == ["a.mp4", "result.json", "trace.json"])
        let data = try Data(contentsOf: URL(fileURLWithPath: scratch.file("trace.json")))
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let events = try #require(root?["traceEvents"] as? [[String: Any]])
        let names = Set(events.compactMap { $0["name"] as? String })
        #expect(
            names.isSuperset(of: ["decode", "load model", "submit", "wait", "pitch", "track", "assemble", "write"]))
        for word in ["Device cpu", "timeout none", "prefetch 16", "stride 2", "batch size 1"] {
            #expect(outcome.errors.contains(word))
        }
    }
}
