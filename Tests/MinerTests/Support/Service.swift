import Foundation
import HTTPTesting
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Settings
import Signing
import Testing

@testable import Miner

/// A service with stubs for workers, as a test wants it.
struct Service {
    var settings: MinerSettings
    var gate = RequestGate(verification: nil, stakeRule: nil)
    var limits = ConnectionLimits()
    var history: History

    init(_ change: (inout MinerSettings) -> Void = { _ in }) throws {
        var settings = MinerSettings(model: "none")
        settings.verifies = false
        settings.checksStakes = false
        // In process there is no other end that could be this machine.
        settings.showsOperatorPages = true
        change(&settings)
        self.settings = settings
        history = try History(path: nil)
    }

    static var quiet: Logger {
        var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        logger.logLevel = .critical
        return logger
    }

    /// Runs `body` against it once its workers are there.
    func run<Result: Sendable>(
        _ setup: TestingSetup = .live, worker: @escaping StubWorker.Answer = StubWorker.atOnce,
        _ body: @escaping @Sendable (any TestClientProtocol, MinerParts) async throws -> Result
    ) async throws -> Result {
        let parts = try MinerParts(
            settings: settings, gate: gate, history: history, logger: Self.quiet, limits: limits
        ) {
            StubWorker(worker)
        }
        return try await parts.application().test(setup) { client in
            try await eventually("its workers are there") {
                parts.controller.gauge.read.alive >= settings.maxConcurrent
            }
            return try await body(client, parts)
        }
    }
}

extension TestClientProtocol {
    /// Sends a challenge.
    func challenge(
        _ id: String = "42", headers: HTTPFields = [:], url: String = "http://a.example/a.mp4?token=secret"
    ) async throws -> TestResponse {
        try await execute(
            uri: "/soccer/challenge", method: .post, headers: headers,
            body: ByteBuffer(
                string: #"{"challenge_id": "\#(id)", "type": "gsr", "video_url": "\#(url)", "created_at": null}"#))
    }

    func get(_ path: String) async throws -> TestResponse { try await execute(uri: path, method: .get) }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any] ?? [:]
    }
}
