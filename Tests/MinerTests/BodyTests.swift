import Analysis
import Foundation
import HTTPTesting
import HTTPTypes
import NIOCore
import Platform
import Signing
import Testing

@testable import Miner

/// Bodies that take memory from others: those of `/predict` may be large, and whoever sends them unproven.
@Suite(.timeLimit(.minutes(5))) struct BodyTests {
    private struct Stakes: StakeSource {
        var known: Set<Hotkey>
        func stake(of hotkey: Hotkey) -> Double? { known.contains(hotkey) ? 5000 : nil }
    }

    private static let predict = "POST /predict HTTP/1.1\r\nHost: a\r\n"

    /// Four bodies that never end, two that announce the largest size and two that announce none, and a challenge.
    @Test func slowBodiesBlockNoChallenge() async throws {
        try await Service().run { client, parts in
            let port = try #require(client.port)
            let slow = try ["Content-Length: 33554432", "Transfer-Encoding: chunked"].flatMap { framing in
                try (0..<2).map { _ in
                    let raw = try RawClient(port: port)
                    raw.send(Self.predict + framing + "\r\n\r\n1\r\n{\r\n")
                    return raw
                }
            }
            try await eventually("each has sent a byte") { parts.controller.budgets.predict.reserved >= 4 }
            // As many bytes as came, and no more.
            #expect((4..<100).contains(parts.controller.budgets.predict.reserved))
            #expect(try await client.challenge().status == .ok)
            #expect(try await client.execute(uri: "/predict", method: .post, body: .init(string: "{}")).status == .ok)
            #expect(parts.controller.budgets.predict.reserved > 0 && slow.allSatisfy { !$0.isClosed })
        }
    }

    @Test func aFullBudgetIsOneEndpointsOnly() async throws {
        var service = try Service()
        service.limits.predictBytes = 1 << 20
        try await service.run { client, parts in
            let port = try #require(client.port)
            let filling = try RawClient(port: port)
            filling.send(Self.predict + "Content-Length: 33554432\r\n\r\n")
            try await BlockingWork.run("client") { _ = filling.send([UInt8](repeating: 0x20, count: 1 << 20)) }
            try await eventually("the budget is full") { parts.controller.budgets.predict.reserved == 1 << 20 }
            let refused = try await client.execute(uri: "/predict", method: .post, body: .init(string: "{}"))
            #expect(refused.status == .serviceUnavailable && refused.headers[.retryAfter] != nil)
            #expect(try await client.challenge().status == .ok)
            filling.end()
            try await eventually("its memory is given back") { parts.controller.budgets.reserved == 0 }
            #expect(try await client.execute(uri: "/predict", method: .post, body: .init(string: "{}")).status == .ok)
        }
    }

    /// What headers and memory tell is told before a byte of the body is there, and the body isn't waited for.
    @Test func strangersAreRefusedBeforeTheirBody() async throws {
        let miner = try Keypair(seed: SecretSeed()), stranger = try Keypair(seed: SecretSeed())
        let validator = try Keypair(seed: SecretSeed())
        var service = try Service()
        service.limits.bodySeconds = 1
        service.gate = RequestGate(
            verification: .init(miner: miner.hotkey, nonces: try NonceMemory(journal: nil)),
            stakeRule: .init(source: Stakes(known: [validator.hotkey])))
        let known = try validator.sign(body: [], for: miner.hotkey)
        var (old, foreign, odd, unsigned) = (known, known, known, known)
        old.nonce = "1735000000000000000_AbCdEfGhIj"
        foreign.minerHotkey = stranger.hotkey.description
        odd.validatorHotkey = "5Grw"
        unsigned.signature = "0x00"
        let requests = [
            ("", "422 ", "headerMissing"), (Self.lines(old), "401 ", "nonceOutOfTime"),
            (Self.lines(foreign), "403 ", "minerMismatch"), (Self.lines(odd), "401 ", "hotkeyInvalid"),
            (Self.lines(unsigned), "401 ", "signatureInvalid"),
            (Self.lines(try stranger.sign(body: [], for: miner.hotkey)), "403 ", "hotkeyUnknown"),
        ]
        try await service.run { client, parts in
            let port = try #require(client.port)
            for (lines, status, code) in requests {
                for framing in ["Content-Length: 65536", "Transfer-Encoding: chunked"] {
                    let text = try await BlockingWork.run("client") {
                        let raw = try RawClient(port: port)
                        raw.send("POST /soccer/challenge HTTP/1.1\r\nHost: a\r\n\(lines)\(framing)\r\n\r\n")
                        let answer = raw.readAll(until: "\"}")
                        // The body has to come to its end, or the connection does.
                        let rest = raw.readAll()
                        return rest.isEmpty && raw.isClosed ? answer : "it was left open: \(answer)"
                    }
                    #expect(text.hasPrefix("HTTP/1.1 \(status)") && text.contains(code), "\(code): \(text)")
                }
            }
            #expect(parts.controller.budgets.reserved == 0)
        }
    }

    private static func lines(_ headers: RequestHeaders) -> String {
        headers.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
    }
}
