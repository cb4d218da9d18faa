import Analysis
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Miner

/// Connections that behave badly, each followed by a good challenge.
@Suite struct ConnectionTests {
    private func run(
        _ body: @escaping @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        var service = try Service()
        service.limits.idleSeconds = 1
        service.limits.bodySeconds = 1
        try await service.run(.ahc(.http)) { client, parts in
            try await body(try #require(client.port))
            #expect(try await client.challenge().status == .ok)
            #expect(parts.desk.budget.reserve(ConnectionLimits().bodyBytes), "a body's memory wasn't given back")
        }
    }

    /// What the server says to that, until it closes.
    private func answer(
        _ port: Int, _ say: @escaping @Sendable (RawClient) -> Void
    ) async throws -> String {
        try await BlockingThread.run("client") {
            let client = try RawClient(port: port)
            say(client)
            return client.readAll()
        }
    }

    private static let head = "POST /soccer/challenge HTTP/1.1\r\nHost: a\r\n"

    @Test func headersThatTrickleAreCutOff() async throws {
        try await run { port in
            let start = ContinuousClock.now
            let text = try await answer(port) { client in
                client.send("GET /healthz HTTP/1.1\r\n")
                for number in 0..<20 {
                    guard client.send("X-\(number): 1\r\n") else { return }
                    Thread.sleep(forTimeInterval: 0.2)
                }
            }
            #expect(!text.contains("200 OK"))
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func bodiesThatTrickleAreCutOff() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send(Self.head + "Content-Length: 100\r\n\r\n")
                for _ in 0..<15 {
                    guard client.send("{") else { return }
                    Thread.sleep(forTimeInterval: 0.2)
                }
            }
            #expect(text.contains("408"))
        }
    }

    @Test func headersThatAreTooLongAreRefused() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send("GET /healthz HTTP/1.1\r\nX: " + String(repeating: "x", count: 64 << 10) + "\r\n\r\n")
            }
            #expect(!text.contains("200 OK"))
        }
    }

    @Test func bodiesThatAreTooLargeAreRefusedUnread() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send(Self.head + "Content-Length: 1073741824\r\n\r\n")
                let chunk = [UInt8](repeating: 0x20, count: 1 << 20)
                for _ in 0..<64 { guard client.send(chunk) else { return } }
            }
            #expect(text.contains("413") || text.isEmpty)
        }
    }

    @Test func chunksWithoutEndAreRefused() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
                let chunk = "4000\r\n" + String(repeating: " ", count: 0x4000) + "\r\n"
                // Who goes on sending after the answer may lose it to the reset that follows.
                for _ in 0..<64 { guard !client.hasAnswer, client.send(chunk) else { return } }
            }
            #expect(text.contains("413") || text.isEmpty)
        }
    }

    @Test func garbageIsRefused() async throws {
        try await run { port in
            for garbage in [
                Self.head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\u{1}\u{2}", "\u{16}\u{3}\u{1}\u{2}",
                "GET\r\n\r\n",
                Self.head + "Content-Length: -1\r\n\r\n",
                Self.head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            ] {
                let text = try await answer(port) { client in client.send(garbage) }
                #expect(!text.contains("200 OK"))
            }
        }
    }

    @Test func connectionsThatSayNothingAreClosed() async throws {
        try await run { port in
            let start = ContinuousClock.now
            let text = try await answer(port) { _ in }
            #expect(text.isEmpty)
            #expect(ContinuousClock.now - start < .seconds(15))
        }
    }

    @Test func theOperatorsPagesAreForThisMachine() async throws {
        // In process there is no other end; over the loopback it is this machine.
        try await Service().run(.ahc(.http)) { client, _ async throws in
            for path in ["/", "/metrics", "/api/challenges"] { #expect(try await client.get(path).status == .ok) }
        }
    }

    @Test func addressesOfThisMachineAreKnown() {
        for address in ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"] {
            #expect(MinerContext.isLoopback(address), "\(address)")
        }
        for address in ["10.0.0.1", "::2", "1.127.0.0", "::ffff:10.0.0.1", "fe80::1"] {
            #expect(!MinerContext.isLoopback(address), "\(address)")
        }
    }

    @Test func watchersSeeWhatHappens() async throws {
        try await Service().run(.ahc(.http)) { client, parts in
            let port = try #require(client.port)
            let raw = try RawClient(port: port)
            raw.send("GET /api/events HTTP/1.1\r\nHost: a\r\n\r\n")
            async let text = BlockingThread.run("watcher") { raw.readAll(until: "event: ended") }
            while parts.desk.board.watcherCount < 1 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await client.challenge("seen").status == .ok)
            let seen = try await text
            #expect(seen.contains("text/event-stream"))
            for name in ["state", "began", "progress", "ended"] { #expect(seen.contains("event: \(name)\n")) }
            #expect(seen.contains(#""challenge_id":"seen""#) && !seen.contains("secret"))
            raw.end()
            parts.desk.board.ended(0, "wakes the server, which then sees that nobody reads")
            for _ in 0..<500 where parts.desk.board.watcherCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(parts.desk.board.watcherCount == 0)
        }
    }
}
