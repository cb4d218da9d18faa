import Analysis
import DefaultModel
import Foundation
import Testing

@testable import Miner

/// `scorevision serve` as an operator runs it: signals, `kill -9`, workers that are killed.
@Suite(.serialized) struct ServeTests {
    /// A service of its own process, ready for challenges.
    private final class Serving: Sendable {
        let port: Int
        let folder: TemporaryFolder
        let process: Process

        init(folder: TemporaryFolder, port: Int, environment: [String: String] = [:]) throws {
            self.folder = folder
            self.port = port
            process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["serve"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            process.environment = ProcessInfo.processInfo.environment.merging([
                "VERIFY_ENABLED": "false", "BLACKLIST_ENABLED": "false", "ALLOWED_HOSTS": "127.0.0.1",
                "ALLOW_PRIVATE_HOSTS": "true", "MINER_PORT": "\(port)", "DATA_DIR": folder.path, "FRAME_STRIDE": "5",
                "CPU_THREADS": "1", "PROCESSING_TIMEOUT_S": "120",
            ]) { $1 }.merging(environment) { $1 }
            _ = FileManager.default.createFile(atPath: folder.path("log"), contents: nil)
            process.standardError = FileHandle(forWritingAtPath: folder.path("log"))
            process.standardOutput = FileHandle.nullDevice
            try process.run()
        }

        var log: String { (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? "" }

        func ready() async throws {
            for _ in 0..<1200 {
                if try await get("/readiness")?.contains(#""ready":true"#) == true { return }
                guard process.isRunning else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            Issue.record("it never got ready: \(log)")
            throw CancellationError()
        }

        func get(_ path: String) async throws -> String? {
            try await say("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        }

        func challenge(_ url: String) async throws -> String? {
            let body = #"{"challenge_id": "c", "video_url": "\#(url)"}"#
            return try await say(
                "POST /soccer/challenge HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
        }

        private func say(_ text: String) async throws -> String? {
            try await BlockingThread.run("client") { [port] in
                guard let client = try? RawClient(port: port) else { return nil }
                client.send(text)
                return client.readAll()
            }
        }

        func workers() throws -> [pid_t] {
            let text = try String(
                contentsOfFile: "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children",
                encoding: .utf8)
            let tasks = try FileManager.default.contentsOfDirectory(
                atPath: "/proc/\(process.processIdentifier)/task")
            let all = tasks.compactMap {
                try? String(
                    contentsOfFile: "/proc/\(process.processIdentifier)/task/\($0)/children", encoding: .utf8)
            }
            return Set((all + [text]).flatMap { $0.split(separator: " ").compactMap { pid_t($0) } }).sorted()
        }

        /// Waits for its end; its status.
        func end(within seconds: Double) async throws -> Int32? {
            for _ in 0..<Int(seconds * 20) where process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
            return process.isRunning ? nil : process.terminationStatus
        }

        deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        return status ? Int(in_port_t(bigEndian: address.sin_port)) : 0
    }

    private func serve(
        _ environment: [String: String] = [:], folder: TemporaryFolder? = nil,
        _ body: @escaping @Sendable (Serving, ClipHost) async throws -> Void
    ) async throws {
        try await ClipHost.run { host in
            let serving = try Serving(
                folder: folder ?? TemporaryFolder(), port: Self.freePort(), environment: environment)
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
            try await Task.sleep(for: .milliseconds(500))
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
