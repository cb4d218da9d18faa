import Analysis
import Foundation
import Platform
import Settings
import Testing

@testable import Benchmarking

@Suite struct ReportTests {
    private let report = BenchmarkReport.sample

    @Test func theTableIsTheOneItsUsersKnow() throws {
        let lines = report.text.split(separator: "\n").map(String.init)
        #expect(
            lines[0].hasPrefix("Rank   FPS      Time     Batch    Stride   ImgSize    Memory     Quality"))
        let cells = lines[1].split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        #expect(cells.prefix(9) == ["1", "47.6", "2.10s", "1", "2", "640", "100", "MiB", "0.970"])
        #expect(lines[3].hasPrefix("3  "))
        #expect(report.text.contains("batch 64, stride 1, 1024 px: killed by the system"))
        let advice = try #require(report.text.range(of: "RECOMMENDED CONFIGURATION"))
        let rest = report.text[advice.upperBound...]
        for line in [
            "Batch Size:                  1", "Frame Stride:                2", "Image Size:                  640",
            "Expected Time (750 frames):  15.75s", "Speedup vs baseline:         5.00x",
        ] { #expect(rest.contains(line), "\(line)") }
    }

    @Test func withoutTheBaselineNoSpeedupIsClaimed() {
        let alone = BenchmarkReport(context: report.context, records: [.of(.on(), seconds: [1], quality: 1)])
        #expect(alone.text.contains("Speedup vs baseline:         - (it was not measured)"))
        #expect(alone.text.contains("One run over"))
    }

    @Test func nothingMeasuredIsSaid() throws {
        var failed = SettingRecord(setting: .on())
        failed.failure = RunFailure(.refused, "no")
        let nothing = BenchmarkReport(context: report.context, records: [failed])
        #expect(nothing.advice == nil && nothing.text.contains("NOT MEASURED"))
        #expect(try nothing.html().contains("No setting could be measured"))
    }

    @Test func figuresAsJSON() throws {
        let object = try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any]
        let root = try #require(object)
        let settings = try #require(root["settings"] as? [[String: Any]])
        #expect(settings.count == 3 && settings.map { $0["rank"] as? Int } == [1, 2, 3])
        let first = settings[0]
        #expect((first["setting"] as? [String: Any])?["frame_stride"] as? Int == 2)
        #expect((first["clip_fps"] as? [String: Any])?["median"] as? Double == 100 / 2.1)
        #expect((first["processed_fps"] as? [String: Any])?["median"] as? Double == 50 / 2.1)
        #expect((first["agreement"] as? [String: Any])?["box_f1"] as? Double == 0.97)
        #expect(first["accuracy"] == nil)
        #expect(first["speedup_vs_baseline"] as? Double == 5)
        let failures = try #require(root["not_measured"] as? [[String: Any]])
        #expect(failures.first?["code"] as? String == "killed")
        #expect((root["recommended"] as? [String: Any])?["expected_seconds750_frames"] as? Double == 15.75)
    }

    @Test func thePageNeedsNothingElseAndEscapesNames() throws {
        let html = try report.html()
        #expect(html.contains("a&lt;b&gt;&amp;&quot;c&quot;.mp4") && !html.contains("a<b>"))
        #expect(html.contains("A &lt;fast&gt; one"))
        #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"))
        #expect(html.contains("prefers-color-scheme: dark"))
        #expect(html.components(separatedBy: "<svg").count == 3 && html.components(separatedBy: "</svg>").count == 3)
        #expect(
            html.contains("agreement with the result of batch 1, stride 1, 640 px, because the model&#39;s card")
        )
        // All three settings are dots, and the best has a ring.
        #expect(html.components(separatedBy: "frames/s, quality").count == 4)
        #expect(html.components(separatedBy: "class=\"ring\"").count == 2)
        #expect(!html.contains("nan") && !html.contains("inf\""))
    }

    @Test(arguments: ["best.env", "best.json", "best.yaml"]) func theAdviceIsReadBack(name: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = scratch.path + "/" + name
        let advice = try #require(report.advice)
        try AtomicFile.write(Array(advice.configuration(form: .init(path: path)).utf8), to: path)
        let settings = try SettingsResolver(
            flags: [:], environment: [:], file: ConfigFile.variables(path: path)
        ).resolve()
        #expect(settings == advice.record.setting.settings(from: AnalysisSettings()))
    }

    @Test func theShellReadsTheAdvice() throws {
        let text = try #require(report.advice).configuration(form: .shell)
        #expect(text == "export DEVICE=cpu\nexport BATCH_SIZE=1\nexport FRAME_STRIDE=2\nexport IMG_SIZE=640\n")
    }
}
