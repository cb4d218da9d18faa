import Foundation
import HTTPTesting
import HTTPTypes
import NIOCore
import Signing
import Testing

@testable import Miner

/// Signed requests through the whole service; what the gate itself decides is tested where it is.
@Suite(.timeLimit(.minutes(5))) struct GateTests {
    private struct Stakes: StakeSource {
        var stakes: [Hotkey: Double]
        func stake(of hotkey: Hotkey) -> Double? { stakes[hotkey] }
    }

    private let miner: Keypair
    private let validator: Keypair

    init() throws {
        miner = try Keypair(seed: SecretSeed())
        validator = try Keypair(seed: SecretSeed())
    }

    private func service(stake: Double? = 5000, journal: String? = nil) throws -> Service {
        var service = try Service()
        service.gate = RequestGate(
            verification: .init(miner: miner.hotkey, nonces: try NonceMemory(journal: journal)),
            stakeRule: .init(source: Stakes(stakes: stake.map { [validator.hotkey: $0] } ?? [:])))
        return service
    }

    private static let body = #"{"challenge_id": "1", "type": "gsr", "video_url": "http://a/b", "created_at": null}"#

    private func headers(for hotkey: Hotkey? = nil, body: String = body) throws -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in try validator.sign(body: Array(body.utf8), for: hotkey ?? miner.hotkey).fields {
            fields[try #require(HTTPField.Name(name))] = value
        }
        return fields
    }

    private func send(_ client: any TestClientProtocol, _ headers: HTTPFields) async throws -> TestResponse {
        try await client.execute(
            uri: "/soccer/challenge", method: .post, headers: headers, body: ByteBuffer(string: Self.body))
    }

    @Test func aSignedRequestIsAnsweredOnce() async throws {
        let headers = try headers()
        try await service().run { client, parts in
            #expect(try await send(client, headers).status == .ok)
            let again = try await send(client, headers)
            #expect(again.status == .unauthorized)
            #expect(try again.json()["code"] as? String == "nonceSeen")
            #expect(parts.controller.metrics.text(parts.controller.gauge.read).contains(#"outcome="nonceSeen"} 1"#))
            // The record says who asked.
            #expect(try await client.get("/api/challenges").text.contains("\(validator.hotkey)"))
        }
    }

    @Test func refusalsHaveTheirStatus() async throws {
        let (unsigned, foreign) = (HTTPFields(), try headers(for: validator.hotkey))
        let changed = try headers(body: Self.body + " ")
        try await service().run { client, _ async throws in
            #expect(try await send(client, unsigned).status.code == 422)
            #expect(try await send(client, foreign).status == .forbidden)
            #expect(try await send(client, changed).status == .unauthorized)
        }
        let good = try headers()
        try await service(stake: 999).run { client, _ async throws in
            #expect(try await send(client, good).status == .forbidden)
        }
        try await service(stake: nil).run { client, _ async throws in
            #expect(try await send(client, good).status == .forbidden)
        }
    }

    @Test func predictIsHeldToTheSame() async throws {
        try await service().run { client, _ in
            let response = try await client.execute(
                uri: "/predict", method: .post, body: ByteBuffer(string: #"{"url": "http://a/b"}"#))
            #expect(response.status.code == 422)
            #expect(try response.json()["success"] as? Bool == false)
        }
    }

    @Test func aReplayAfterARestartIsRefused() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let headers = try headers()
        try await service(journal: folder.path("nonces")).run { client, _ async throws in
            #expect(try await send(client, headers).status == .ok)
        }
        try await service(journal: folder.path("nonces")).run { client, _ async throws in
            #expect(try await send(client, headers).status == .unauthorized)
        }
    }

    @Test func badSignaturesLeaveNothingBehind() async throws {
        let bad = try headers(body: "another")
        let good = try headers()
        try await service().run { client, parts in
            _ = try await send(client, bad)
            for _ in 0..<500 { #expect(try await send(client, bad).status == .unauthorized) }
            #expect(parts.controller.gate.verification?.nonces.count == 0)
            #expect(parts.controller.budgets.reserved == 0)
            #expect(try await send(client, good).status == .ok)
        }
    }
}
