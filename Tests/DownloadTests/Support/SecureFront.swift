import CommandTesting
import Foundation
import NIOCore
import NIOPosix
import Platform

@testable import Download

/// nghttpx in front of a `TestServer`: it speaks TLS, and HTTP/2 where the client wants it.
final class SecureFront: Sendable {
    static let canBeMade = Command.isPresent("nghttpx", ["--version"]) && Command.isPresent("openssl", ["version"])

    private struct NoPort: Error {}

    private let port: Int
    private let folder: TemporaryFolder

    /// Runs `body` with a front.
    static func run<Result>(
        of server: TestServer, certificate: TestCertificate, protocols: String = "h2,http/1.1",
        _ body: (SecureFront) async throws -> Result
    ) async throws -> Result {
        // Somebody else may take the port between its search and its use.
        for _ in 0..<5 {
            let front = SecureFront(port: try await freePort(), folder: try TemporaryFolder())
            let process = try front.start(server: server, certificate: certificate, protocols: protocols)
            // It is a single process, and nothing of it is left to write.
            defer {
                process.signal(SIGKILL)
                _ = process.wait()
            }
            if await front.isUp(process) { return try await body(front) }
        }
        throw NoPort()
    }

    private init(port: Int, folder: TemporaryFolder) {
        self.port = port
        self.folder = folder
    }

    func url(_ target: String, host: String) -> String { "https://\(host):\(port)\(target)" }

    /// Of every request that was answered the client's port and the protocol.
    var connections: [(port: String, protocol: String)] {
        let text = (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? (String(words[0]), String(words[1])) : nil
        }
    }

    private func start(server: TestServer, certificate: TestCertificate, protocols: String) throws -> ChildProcess {
        let arguments = [
            "nghttpx", "--single-process", "--conf=/dev/null", "--frontend=127.0.0.1,\(port)",
            "--backend=127.0.0.1,\(server.port)", "--npn-list=\(protocols)", "--workers=1", "--no-ocsp",
            "--no-location-rewrite",
            "--accesslog-file=\(folder.path("log"))",
            "--accesslog-format=$remote_port $alpn", "--errorlog-file=/dev/null", certificate.key, certificate.path,
        ]
        return try ChildProcess("/usr/bin/env", arguments)
    }

    private func isUp(_ process: ChildProcess) async -> Bool {
        while process.end == nil {
            let connecting = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port)
            if let channel = try? await connecting.get() {
                try? await channel.close()
                return process.end == nil
            }
            await Task.yield()
        }
        return false
    }

    private static func freePort() async throws -> Int {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        defer { listener.close(promise: nil) }
        return listener.localAddress?.port ?? 0
    }
}
