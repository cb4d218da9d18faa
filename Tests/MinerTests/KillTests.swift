import Analysis
import Foundation
import Machine
import Testing

@testable import Miner

/// Workers that are killed at each stage of a clip: the challenge gets a 500, another worker is there soon, and nothing
/// of the dead one is left.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KillTests {
    /// When a worker is killed: once this stands on the page of challenges, with the clip of that path.
    private static let stages: [(name: String, path: String, mark: String)] = [
        ("connecting", "silent", #""stage":"analysing""#),
        ("downloading", "stall", #""received_bytes":"#),
        ("analysing", "long", #""frames":[1-9]"#),
    ]

    @Test func atEachStage() async throws {
        let long = try await ClipHost.long.value
        let ways = FaultyHost.ways.merging(["long": FaultyHost.giving(long)]) { $1 }
        try await ClipHost.run { host in
            try await FaultyHost.run(ways) { faulty in
                let serving = try Serving(folder: TemporaryFolder(), environment: ["FRAME_STRIDE": "1"])
                try await serving.ready()
                let before = try await serving.settled(host)
                for (count, stage) in Self.stages.enumerated() {
                    async let answer = serving.challenge(faulty.url(stage.path))
                    try await serving.wait(forPattern: stage.mark)
                    try await kill(serving)
                    let text = try await answer ?? "no connection"
                    #expect(
                        text.hasPrefix("HTTP/1.1 500 ") && text.contains("workerDied"),
                        "\(stage.name): \(text.prefix(300))")
                    try await serving.expectNothingLeft(since: before, host, after: "a kill while \(stage.name)")
                    #expect(try await serving.metric("scorevision_worker_restarts_total") == Double(count + 1))
                }
                // With nothing to do, and while it loads its model: whoever asks meanwhile waits for the next one.
                try await kill(serving)
                try await serving.expectNothingLeft(since: before, host, after: "a kill while idle")
                try await kill(serving)
                try await eventually("another is being started") { try !serving.workers().isEmpty }
                try await kill(serving)
                try await serving.expectNothingLeft(since: before, host, after: "a kill while starting")
                #expect(try await serving.get("/api/challenges")?.contains("interrupted") == false)
            }
        }
    }

    /// Kills the worker and waits until it is gone.
    private func kill(_ serving: Serving) async throws {
        let workers = try serving.workers()
        #expect(workers.count == 1)
        for worker in workers {
            Foundation.kill(worker, SIGKILL)
            try await eventually("somebody asks how the dead worker ended") { Foundation.kill(worker, 0) != 0 }
        }
    }

    /// With little work: the model that was compiled for the first worker is read from the disk.
    @Test func anotherIsReadySoon() async throws {
        try await ClipHost.run { host in
            let serving = try Serving(folder: TemporaryFolder())
            try await serving.ready()
            try await serving.expectGood(host)
            var best = Double.infinity
            for _ in 0..<3 {
                try await kill(serving)
                try await serving.ready()
                best = min(best, try Self.processorSeconds(of: #require(serving.workers().first)))
            }
            #expect(best < 3, "ready after \(best) s of processor time")
        }
    }

    /// User and system time so far (proc(5): fields 14 and 15 of `stat`, counted after the name in brackets).
    private static func processorSeconds(of process: pid_t) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
        let ticks = try #require(Double(fields[11])) + #require(Double(fields[12]))
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
