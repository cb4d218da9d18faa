import Analysis
import DefaultModel
import Foundation
import Platform
import Testing

@testable import Miner

/// `scorevision serve` as an operator runs it: signals, `kill -9`, workers that are killed.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServeTests {
    private func serve(
        _ environment: [String: String] = [:], folder: TemporaryFolder? = nil,
        _ body: @escaping @Sendable (Serving, ClipHost) async throws -> Void
    ) async throws {
        try await ClipHost.run { host in
            let serving = try Serving(folder: folder ?? TemporaryFolder(), environment: environment)
            try await serving.ready()
            try await body(serving, host)
        }
    }

    @Test func itAnswersAndStopsWhenTold() async throws {
        try await serve { serving, host in
            let answer = try await serving.challenge(host.url("clip.mp4?key=secret"))
            #expect(answer?.contains("200 OK") == true)
            #expect(answer?.contains(#""frame_number": 24"#) == true)
            #expect(serving.log.contains("ANYBODY"))
            #expect(!serving.log.contains("secret"))
            let workers = try serving.workers()
            #expect(workers.count == 1)
            kill(serving.process.processIdentifier, SIGTERM)
            #expect(try await serving.end(within: 30) == 0)
            for worker in workers { #expect(kill(worker, 0) != 0) }
        }
    }

    @Test func aChallengeThatRunsIsFinishedOrToldWhenItStops() async throws {
        try await serve(["SHUTDOWN_TIMEOUT_S": "1"]) { serving, host in
            async let answer = serving.challenge(host.url("slow.mp4"))
            while try await serving.get("/api/challenges")?.contains("analysing") != true {
                try await Task.sleep(for: .milliseconds(50))
            }
            kill(serving.process.processIdentifier, SIGTERM)
            #expect(try await answer?.contains("503") == true)
            #expect(try await serving.end(within: 30) == 0)
        }
    }

    @Test func aSecondSignalStopsAtOnce() async throws {
        try await serve { serving, host in
            async let answer = serving.challenge(host.url("slow.mp4"))
            while try await serving.get("/api/challenges")?.contains("analysing") != true {
                try await Task.sleep(for: .milliseconds(50))
            }
            kill(serving.process.processIdentifier, SIGTERM)
            // Who stops takes no more connections.
            for _ in 0..<1200 where try await serving.get("/healthz") != nil {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(serving.process.isRunning)
            kill(serving.process.processIdentifier, SIGTERM)
            #expect(try await serving.end(within: 5) == 128 + SIGTERM)
            _ = try await answer
        }
    }

    @Test func afterKillNineOnlyWhatRanIsInterrupted() async throws {
        let folder = try TemporaryFolder()
        try await serve(folder: folder) { serving, host in
            #expect(try await serving.challenge(host.url("clip.mp4"))?.contains("200 OK") == true)
            async let answer = serving.challenge(host.url("slow.mp4"))
            while try await serving.get("/api/challenges/2")?.contains("running") != true {
                try await Task.sleep(for: .milliseconds(50))
            }
            let workers = try serving.workers()
            kill(serving.process.processIdentifier, SIGKILL)
            _ = try await answer
            for _ in 0..<100 where workers.contains(where: { kill($0, 0) == 0 }) {
                try await Task.sleep(for: .milliseconds(50))
            }
            for worker in workers { #expect(kill(worker, 0) != 0) }
        }
        try await serve(folder: folder) { serving, host async throws in
            #expect(try await serving.get("/api/challenges/1")?.contains(#""state":"answered""#) == true)
            #expect(try await serving.get("/api/challenges/2")?.contains(#""state":"interrupted""#) == true)
            #expect(try await serving.challenge(host.url("clip.mp4"))?.contains("200 OK") == true)
        }
    }

    @Test func aKilledWorkerCostsOneChallenge() async throws {
        try await serve { serving, host in
            async let answer = serving.challenge(host.url("slow.mp4"))
            while try await serving.get("/api/challenges")?.contains("analysing") != true {
                try await Task.sleep(for: .milliseconds(50))
            }
            for worker in try serving.workers() { kill(worker, SIGKILL) }
            let killed = ContinuousClock.now
            #expect(try await answer?.contains("500 Internal") == true)
            try await serving.ready()
            // Half a second on an idle machine; this one may be busy.
            #expect(ContinuousClock.now - killed < .seconds(30))
            #expect(try await serving.challenge(host.url("clip.mp4"))?.contains("200 OK") == true)
            #expect(try await serving.get("/metrics")?.contains("worker_restarts_total 1") == true)
        }
    }

    /// An operator's own library of the engine is the workers' too.
    @Test func workersOpenTheLibraryThatIsNamed() async throws {
        let serving = try Serving(
            folder: TemporaryFolder(), environment: ["ENGINE": "onnxruntime", "ONNXRUNTIME_LIB": "/nowhere/lib.so"])
        try await serving.wait(for: "ONNX Runtime", on: "/readiness")
        #expect(try await serving.get("/readiness")?.contains(#""ready":false"#) == true)
    }

    @Test func aSettingThatMakesNoSenseStopsItAtTheStart() async throws {
        let serving = try Serving(folder: TemporaryFolder(), port: 1, environment: ["MAX_QUEUE": "many"])
        #expect(try await serving.end(within: 30) == 1)
        #expect(serving.log.contains("MAX_QUEUE is 'many' (environment)"))
    }

    @Test func aDotEnvFileIsRead() async throws {
        let folder = try TemporaryFolder()
        try "# mine\nMAX_CONCURRENT=lots\n".write(toFile: folder.path(".env"), atomically: true, encoding: .utf8)
        let serving = try Serving(folder: folder, port: 1)
        #expect(try await serving.end(within: 30) == 1)
        #expect(serving.log.contains("MAX_CONCURRENT is 'lots' (config file)"))
    }
}
