import Analysis
import Machine
import Signing
import Testing

@testable import ClipWorker
@testable import Miner

@Suite struct MetricsTests {
    @Test func histogramsAddUp() {
        var histogram = Histogram(bounds: [1, 2, 5])
        for value in [0.5, 1, 1.5, 10, .nan] { histogram.observe(value) }
        #expect(histogram.counts == [2, 3, 3])
        #expect(histogram.count == 4)
        #expect(histogram.sum == 13)
    }

    /// A label for each card, whatever its name; what a driver does not tell is left out.
    @Test func cardsAreSamplesOfAFamily() {
        let cards = [
            GraphicsReading(
                index: 0, name: "a \" b", use: 0.62, usedMemory: 3, memory: 8, temperature: 71, clock: 1980),
            GraphicsReading(index: 1, name: "c", temperature: 40),
        ]
        let lines = Metrics().text(.init(), graphics: cards).split(separator: "\n").map(String.init)
            .filter { $0.contains("scorevision_gpu_") }
        #expect(
            lines.filter { !$0.hasPrefix("#") } == [
                #"scorevision_gpu_use_ratio{card="0"} 0.62"#, #"scorevision_gpu_memory_used_bytes{card="0"} 3"#,
                #"scorevision_gpu_memory_bytes{card="0"} 8"#, #"scorevision_gpu_temperature_celsius{card="0"} 71"#,
                #"scorevision_gpu_temperature_celsius{card="1"} 40"#,
                #"scorevision_gpu_clock_hertz{card="0"} 1980000000"#,
            ])
        #expect(lines.count { $0.hasPrefix("# TYPE") } == 5)
        #expect(!Metrics().text(.init()).contains("gpu"))
    }

    @Test func thePageIsPrometheus() {
        let metrics = Metrics()
        metrics.count(.challenge, outcome: .refused(.nonceSeen))
        metrics.count(.challenge, outcome: .ok)
        var report = WorkerReport()
        (report.frames, report.analysedFrames, report.timings) = (100, 50, ["download": 0.3, "detect": 0.7])
        metrics.note(report, queue: 0.1, total: 1.1)
        var occupancy = OccupancyGauge.Values()
        (occupancy.alive, occupancy.device, occupancy.restarts) = (1, "cpu", 2)
        let text = metrics.text(occupancy)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"scorevision_requests_total{endpoint="challenge",outcome="nonceSeen"} 1"#))
        #expect(lines.contains(#"scorevision_total_seconds_bucket{le="2"} 1"#))
        #expect(lines.contains(#"scorevision_total_seconds_bucket{le="1"} 0"#))
        #expect(lines.contains("scorevision_worker_restarts_total 2"))
        #expect(lines.contains(#"scorevision_device{device="cpu"} 1"#))
        #expect(lines.contains(#"scorevision_frames_per_second_bucket{le="+Inf"} 1"#))
        // Each line is a comment or a name with a value; each family is described once, before its samples.
        for line in lines where !line.hasPrefix("#") {
            #expect(
                line.wholeMatch(of: #/[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+-]+/#) != nil, "\(line)")
        }
        let families = lines.filter { $0.hasPrefix("# TYPE") }
        #expect(Set(families).count == families.count)
    }
}
