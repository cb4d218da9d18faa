import Analysis
import DefaultModel
import Foundation
import Platform
import Signing
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
            serving.process.signal(SIGTERM)
            #expect(try await serving.end() == .exited(0))
            for worker in workers { #expect(kill(worker, 0) != 0) }
        }
    }

    @Test func aChallengeThatRunsIsFinishedOrToldWhenItStops() async throws {
        try await serve(["SHUTDOWN_TIMEOUT_S": "1"]) { serving, host in
            async let answer = serving.challenge(host.url("slow.mp4"))
            try await serving.wait(for: "analysing")
            serving.process.signal(SIGTERM)
            #expect(try await answer?.contains("503") == true)
            #expect(try await serving.end() == .exited(0))
        }
    }

    @Test func aSecondSignalStopsAtOnce() async throws {
        try await serve { serving, host in
            async let answer = serving.challenge(host.url("slow.mp4"))
            try await serving.wait(for: "analysing")
            serving.process.signal(SIGTERM)
            // Who stops takes no more connections.
            try await eventually("it takes no more connections") { try await serving.get("/healthz") == nil }
            #expect(serving.process.end == nil)
            serving.process.signal(SIGTERM)
            #expect(try await serving.end() == .exited(128 + SIGTERM))
            _ = try await answer
        }
    }

    @Test func afterKillNineOnlyWhatRanIsInterrupted() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try await serve(folder: folder) { serving, host in
            #expect(try await serving.challenge(host.url("clip.mp4"))?.contains("200 OK") == true)
            async let answer = serving.challenge(host.url("slow.mp4"))
            try await serving.wait(for: "running", on: "/api/challenges/2")
            let workers = try serving.workers()
            serving.process.signal(SIGKILL)
            _ = try await answer
            try await eventually("no worker is left") { !workers.contains { kill($0, 0) == 0 } }
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
            try await serving.wait(for: "analysing")
            for worker in try serving.workers() { kill(worker, SIGKILL) }
            #expect(try await answer?.contains("500 Internal") == true)
            try await serving.ready()
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

    /// The service starts with an address or a public file, and takes nothing else of the hotkey.
    @Test func anAddressIsEnough() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let place = WalletHotkey(path: folder.path("hotkey"))
        let address = try place.create().hotkey.description
        let checked = ["VERIFY_ENABLED": "true", "HOME": folder.path("nobody")]
        let named = checked.merging(["HOTKEY_ADDRESS": address]) { $1 }
        for (arguments, environment) in [
            (["--hotkey-address", address], checked), (["--hotkey-file", place.publicPath], checked), ([], named),
        ] {
            // The secret is out of reach.
            try? FileManager.default.removeItem(atPath: place.path)
            let serving = try Serving(folder: folder, arguments: arguments, environment: environment)
            try await eventually("it listens") { try await serving.get("/healthz") != nil }
            #expect(serving.log.contains("This miner is \(address)"))
        }
    }

    @Test func withoutAnAddressItSaysWhatToDo() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let place = WalletHotkey(path: folder.path("hotkey"))
        _ = try place.create()
        let checked = ["VERIFY_ENABLED": "true", "HOME": folder.path("nobody")]
        for (arguments, words) in [
            ([], "HOTKEY_ADDRESS"), (["--hotkey-file", place.path], "secret"), (["--hotkey-address", "5F"], "SS58"),
        ] {
            let serving = try Serving(folder: folder, arguments: arguments, environment: checked)
            #expect(try await serving.end() == .exited(1))
            #expect(serving.log.contains(words), "\(serving.log)")
        }
    }

    /// As other commands have it, and as it was called before.
    @Test(arguments: [["--host", "127.0.0.1", "--port"], ["--miner-host", "127.0.0.1", "--miner-port"]])
    func hostAndPortAreFlags(_ flags: [String]) async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let port = try Serving.freePort()
        let serving = try Serving(
            folder: folder, port: port, arguments: flags + ["\(port)"], environment: ["MINER_PORT": "1"])
        try await eventually("it listens") { try await serving.get("/healthz") != nil }
    }

    /// Sizes at which a network saw nobody in the whole picture that it is checked with.
    @Test(arguments: ["256", "288", "320"]) func smallPicturesAreServed(_ size: String) async throws {
        try await serve(["IMG_SIZE": size]) { serving, host async throws in
            #expect(try await serving.challenge(host.url("clip.mp4"))?.contains("200 OK") == true)
        }
    }

    @Test func aSettingThatMakesNoSenseStopsItAtTheStart() async throws {
        let serving = try Serving(folder: TemporaryFolder(), port: 1, environment: ["MAX_QUEUE": "many"])
        #expect(try await serving.end() == .exited(1))
        #expect(serving.log.contains("MAX_QUEUE is 'many' (environment)"))
    }

    @Test func aDotEnvFileIsRead() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try "# mine\nMAX_CONCURRENT=lots\n".write(toFile: folder.path(".env"), atomically: true, encoding: .utf8)
        let serving = try Serving(folder: folder, port: 1)
        #expect(try await serving.end() == .exited(1))
        #expect(serving.log.contains("MAX_CONCURRENT is 'lots' (config file)"))
    }
}
