import Analysis
import Foundation
import Platform
import Testing

@testable import Miner

/// `scorevision serve` in a process of its own, as an operator runs it.
final class Serving: Sendable {
    let port: Int
    let folder: TemporaryFolder
    let process: ChildProcess

    /// Checks are off and clips come from this machine, unless the environment says otherwise. Its temporary files are in
    /// `tmp` of the folder, its data in `data`.
    init(
        folder: TemporaryFolder, port: Int? = nil, arguments: [String] = [],
        environment: [String: String] = [:], wrapper: [String] = []
    ) throws {
        self.folder = folder
        self.port = try port ?? Self.freePort()
        for name in ["tmp", "data"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        let variables = ProcessInfo.processInfo.environment.merging([
            "VERIFY_ENABLED": "false", "BLACKLIST_ENABLED": "false", "ALLOWED_HOSTS": "127.0.0.1",
            "ALLOW_PRIVATE_HOSTS": "true", "MINER_PORT": "\(self.port)", "DATA_DIR": folder.path("data"),
            "TMPDIR": folder.path("tmp"), "FRAME_STRIDE": "5", "CPU_THREADS": "1", "PROCESSING_TIMEOUT_S": "120",
        ]) { $1 }.merging(environment) { $1 }
        _ = FileManager.default.createFile(atPath: folder.path("log"), contents: nil)
        let log = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("log")))
        defer { try? log.close() }
        let command = wrapper + [Program.path, "serve"] + arguments
        process = try ChildProcess(
            command[0], Array(command.dropFirst()), environment: variables, folder: folder.path,
            streams: .init(errors: log.fileDescriptor))
    }

    deinit {
        process.signal(SIGKILL)
        _ = process.wait()
    }

    var pid: pid_t { process.pid }

    var log: String { (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? "" }

    /// Returns once it can take a challenge.
    func ready() async throws {
        try await eventually("the service is ready") {
            guard process.end == nil else {
                Issue.record("it ended before it was ready: \(log)")
                throw CancellationError()
            }
            return try await get("/readiness")?.contains(#""ready":true"#) == true
        }
    }

    /// Waits for its end and returns it.
    func end() async throws -> ChildProcess.End {
        try await eventually("the service ends") { process.end != nil }
        return process.wait()
    }

    static func freePort() throws -> Int {
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
}

// MARK: Asking it

extension Serving {
    func get(_ path: String) async throws -> String? {
        try await say("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    }

    func challenge(_ url: String) async throws -> String? {
        try await post("/soccer/challenge", #"{"challenge_id": "c", "video_url": "\#(url)"}"#)
    }

    func post(_ path: String, _ body: String, headers: [(String, String)] = []) async throws -> String? {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        return try await say(
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n"
                + body)
    }

    /// Says that, and nothing more; all that is answered until the connection ends, or nil where none comes about.
    func say(_ text: String) async throws -> String? {
        try await BlockingWork.run("client") { [port] in
            guard let client = try? RawClient(port: port, patience: 150) else { return nil }
            client.send(text)
            return client.readAll()
        }
    }

    /// Returns once that stands on a page.
    func wait(for text: String, on path: String = "/api/challenges") async throws {
        try await eventually("'\(text)' stands on \(path)") { try await get(path)?.contains(text) == true }
    }

    /// Returns once the page of challenges has what the regular expression says.
    func wait(forPattern pattern: String) async throws {
        try await eventually("\(pattern) matches the page of challenges") {
            try await get("/api/challenges")?.range(of: pattern, options: .regularExpression) != nil
        }
    }

    /// The value of a metric without labels.
    func metric(_ name: String) async throws -> Double? {
        let lines = try await get("/metrics")?.split(whereSeparator: \.isNewline) ?? []
        return lines.first { $0.hasPrefix("\(name) ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
    }
}
