import Analysis
import Foundation
import HTTPTesting
import HTTPTypes
import LocalWeb
import NIOCore
import Platform
import Settings
import Synchronization
import Testing

@testable import Miner

/// Connections that behave badly, each followed by a good challenge.
@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
    private func run(
        _ body: @escaping @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        var service = try Service()
        service.limits.idleSeconds = 1
        service.limits.bodySeconds = 1
        try await service.run { client, parts in
            try await body(try #require(client.port))
            #expect(try await client.challenge().status == .ok)
            #expect(parts.controller.budgets.reserved == 0, "a body's memory wasn't given back")
        }
    }

    /// What the server says to that, until it closes.
    private func answer(
        _ port: Int, _ say: @escaping @Sendable (RawClient) -> Void
    ) async throws -> String {
        try await BlockingWork.run("client") {
            let client = try RawClient(port: port)
            say(client)
            return client.readAll()
        }
    }

    private static let head = "POST /soccer/challenge HTTP/1.1\r\nHost: a\r\n"

    @Test func headersThatTrickleAreCutOff() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send("GET /healthz HTTP/1.1\r\n")
                for number in 0..<20 {
                    guard client.send("X-\(number): 1\r\n"), !client.isAnswered(within: 0.2) else { return }
                }
            }
            #expect(!text.contains("200 OK"))
        }
    }

    @Test func bodiesThatTrickleAreCutOff() async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send(Self.head + "Content-Length: 100\r\n\r\n")
                for _ in 0..<15 {
                    guard client.send("{"), !client.isAnswered(within: 0.2) else { return }
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

    /// A gigabyte that is announced is refused before a byte of it is sent, and while it is being sent.
    @Test(arguments: [false, true]) func aGigabyteIsRefusedUnread(isSent: Bool) async throws {
        try await run { port in
            let text = try await answer(port) { client in
                client.send(Self.head + "Content-Length: 1073741824\r\n\r\n")
                let chunk = [UInt8](repeating: 0x20, count: 1 << 20)
                for _ in 0..<1024 where isSent { guard !client.hasAnswer, client.send(chunk) else { return } }
            }
            #expect(text.hasPrefix("HTTP/1.1 413 ") && text.contains("bodyTooLarge"), "\(text.prefix(300))")
        }
    }

    /// A gigabyte in chunks, of which nobody said how many there are, is refused once there are too many.
    @Test func aGigabyteInChunksIsRefused() async throws {
        try await run { port in
            let sent = Mutex(0)
            let text = try await answer(port) { client in
                client.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
                let chunk = "4000\r\n" + String(repeating: " ", count: 0x4000) + "\r\n"
                // Who goes on sending after the answer may lose it to the reset that follows.
                for _ in 0..<65536 {
                    guard !client.hasAnswer, client.send(chunk) else { return }
                    sent.withLock { $0 += 0x4000 }
                }
            }
            #expect(text.hasPrefix("HTTP/1.1 413 ") && text.contains("bodyTooLarge"), "\(text.prefix(300))")
            #expect(sent.withLock { $0 } < 256 << 20)
        }
    }

    /// Who goes in the middle of a body is no fault of the service's.
    @Test func aClientThatGoesInTheMiddleOfItsBody() async throws {
        for (framing, isReset) in [
            ("Content-Length: 100", false), ("Content-Length: 100", true), ("Transfer-Encoding: chunked", false),
            ("Transfer-Encoding: chunked", true),
        ] {
            try await Service().run { client, parts in
                let raw = try RawClient(port: try #require(client.port))
                raw.send(Self.head + framing + "\r\n\r\n" + "5\r\n{\"a\":\r\n")
                try await eventually("a part of it is read") { parts.controller.budgets.reserved > 0 }
                if isReset { raw.reset() } else { raw.end() }
                try await eventually("its memory is given back") { parts.controller.budgets.reserved == 0 }
                let line = #"endpoint="challenge",outcome="abandoned"} 1"#
                var page = try await client.get("/metrics").text
                try await eventually("\(framing), reset: \(isReset): it is counted") {
                    page = try await client.get("/metrics").text
                    return page.contains(line)
                }
                #expect(!page.contains(#"outcome="workerFailed""#))
                #expect(try await client.challenge().status == .ok)
            }
        }
    }

    @Test func garbageIsRefused() async throws {
        try await run { port in
            for garbage in [
                Self.head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\u{1}\u{2}",
                "\u{16}\u{3}\u{1}\u{2}",
                "GET\r\n\r\n",
                Self.head + "Content-Length: -1\r\n\r\n",
                Self.head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            ] {
                let text = try await answer(port) { client in client.send(garbage) }
                #expect(!text.contains("200 OK") && !text.contains(" 500 "))
            }
        }
    }

    @Test func connectionsThatSayNothingAreClosed() async throws {
        try await run { port in
            let text = try await answer(port) { _ in }
            #expect(text.isEmpty)
        }
    }

    private static let operatorPages = ["/", "/dashboard/app.js", "/metrics", "/api/challenges"]

    @Test func theOperatorsPagesAreForThisMachine() async throws {
        try await Service { $0.showsOperatorPages = false }.run { client, _ async throws in
            for path in Self.operatorPages { #expect(try await client.get(path).status == .ok) }
        }
        // In process nobody knows who is at the other end.
        try await Service { $0.showsOperatorPages = false }.run(.router) { client, _ async throws in
            for path in Self.operatorPages { #expect(try await client.get(path).status == .forbidden) }
            #expect(try await client.get("/healthz").status == .ok)
        }
    }

    /// A page of a stranger whose name now means this machine asks by that name.
    @Test func theOperatorsPagesAreAskedForByOurOwnNames() async throws {
        let service = try Service {
            ($0.showsOperatorPages, $0.host) = (false, "miner.example")
        }
        try await service.run { client, _ in
            let port = try #require(client.port)
            for (host, isOurs) in [
                ("localhost", true), ("LocalHost:\(port)", true), ("127.0.0.1:\(port)", true), ("[::1]:80", true),
                ("miner.example:\(port)", true), ("127.0.0.1.stranger.example", false), ("stranger.example", false),
                ("stranger.example:\(port)", false), ("localhost:1@stranger.example", false), ("10.0.0.1", false),
                ("127.1", false), ("", false),
            ] {
                for path in Self.operatorPages {
                    let text = try await self.answer(port) { client in
                        client.send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
                    }
                    #expect(text.hasPrefix(isOurs ? "HTTP/1.1 200 " : "HTTP/1.1 403 "), "\(path) of '\(host)'")
                }
            }
            // Validators ask by any name.
            let text = try await self.answer(port) { client in
                client.send("GET /healthz HTTP/1.1\r\nHost: stranger.example\r\nConnection: close\r\n\r\n")
            }
            #expect(text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func theMachinesOwnNameIsOne() {
        let names = OwnNames(MinerSettings(model: "none"), machine: "Box.example")
        #expect(names.include("box.example:7999") && names.include("BOX.EXAMPLE") && names.include("localhost"))
        #expect(!names.include("box") && !names.include("box.example.stranger.example"))
        #expect(!OwnNames(MinerSettings(model: "none"), machine: "").include(""))
    }

    @Test func watchersSeeWhatHappens() async throws {
        try await Service().run { client, parts in
            let port = try #require(client.port)
            let raw = try RawClient(port: port)
            raw.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            async let text = BlockingWork.run("watcher") { raw.readAll(until: "event: ended") }
            try await eventually("the page watches") { parts.controller.liveChallenges.watcherCount >= 1 }
            #expect(try await client.challenge("seen").status == .ok)
            let seen = try await text
            #expect(seen.contains("text/event-stream"))
            for name in ["state", "began", "progress", "ended"] { #expect(seen.contains("event: \(name)\n")) }
            #expect(seen.contains(#""challenge_id":"seen""#) && !seen.contains("secret"))
            raw.end()
            parts.controller.liveChallenges.ended(0, "wakes the server, which then sees that nobody reads")
            try await eventually("nobody watches") { parts.controller.liveChallenges.watcherCount == 0 }
        }
    }
}
