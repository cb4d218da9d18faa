import Analysis
import Foundation
import Platform
import Signing
import Testing

@testable import Miner

/// Ten thousand requests that nobody may make, three times, against a live service: its memory, its descriptors and its
/// log stay as they are.
@Suite(.serialized) struct FloodTests {
    private static let body = #"{"challenge_id": "1", "type": "gsr", "video_url": "http://a/b", "created_at": null}"#

    private let miner: Keypair
    private let validator = try? Keypair(seed: SecretSeed())
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        miner = try Keypair(seed: SecretSeed())
        let nodes = validator.map { #"{"\#($0.hotkey)": {"hotkey": "\#($0.hotkey)", "stake": 5000.0}}"# } ?? "{}"
        try Data(nodes.utf8).write(to: URL(fileURLWithPath: folder.path("nodes.json")))
    }

    private func request(_ headers: RequestHeaders, body: String = body) -> String {
        let lines = headers.fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return "POST /soccer/challenge HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(lines)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    /// As a stranger makes them: wrong signatures, nonces from another day or of no form, and one that was good for
    /// another body, over and over.
    private func bad(_ number: Int, by validator: Keypair, replayed: RequestHeaders) throws -> String {
        switch number % 4 {
        case 0: return request(try validator.sign(body: Array("another".utf8), for: miner.hotkey))
        case 1: return request(replayed)
        case 2:
            var old = replayed
            old.nonce = "17\(10_000_000_000_000_000 + number)_AbCdEfGhIj"
            return request(old)
        default:
            var odd = replayed
            odd.nonce = "nonce \(number)"
            return request(odd)
        }
    }

    @Test func tenThousandBadSignaturesLeaveNothingBehind() async throws {
        let validator = try #require(validator)
        let serving = try Serving(
            folder: folder,
            arguments: [
                "--hotkey-address", miner.hotkey.description, "--nodes-file", folder.path("nodes.json"), "--host",
                "127.0.0.1",
            ],
            // One arena: with several, what threads keep for later rises by megabytes at random.
            environment: ["VERIFY_ENABLED": "true", "BLACKLIST_ENABLED": "true", "MALLOC_ARENA_MAX": "1"])
        try await serving.ready()
        let replayed = try validator.sign(body: Array("something else".utf8), for: miner.hotkey)
        let fresh = try figures(serving)
        var refused = 0
        var before: (bytes: Int, descriptors: Int)?
        for block in 0..<300 {
            let requests = try (0..<100).map { try bad($0 + block * 100, by: validator, replayed: replayed) }
            refused += try await answers(serving.port, requests.joined())
            // The allocator keeps what the first thousands used. A request that stayed would cost 1 KiB, so 10 MiB in the
            // last ten thousand.
            if block == 199 { before = try figures(serving) }
        }
        #expect(refused == 30_000)
        let start = try #require(before)
        var after = try figures(serving)
        // The service may still be closing its end of the last connection.
        try await eventually("no more descriptors than before") {
            after = try figures(serving)
            return after.descriptors <= start.descriptors
        }
        #expect(start.bytes - fresh.bytes < 32 << 20, "\(fresh) at first, \(start) after 20000")
        #expect(after.bytes - start.bytes < 6 << 20, "\(start) after 20000, \(after) after 30000")
        #expect(serving.log.utf8.count < 256 << 10, "the log has \(serving.log.utf8.count) bytes")
        // And the one who may ask is answered, with a nonce that nobody spoilt.
        let good = try await serving.post(
            "/soccer/challenge", Self.body,
            headers: validator.sign(body: Array(Self.body.utf8), for: miner.hotkey).fields.map { ($0.name, $0.value) })
        #expect(good?.hasPrefix("HTTP/1.1 403") == true && good?.contains("addressRefused") == true, "\(good ?? "")")
    }

    /// How many of the requests of one connection are answered with 401.
    private func answers(_ port: Int, _ requests: String) async throws -> Int {
        try await BlockingWork.run("flood") {
            let client = try RawClient(port: port, patience: 60)
            client.send(requests + "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            return client.readAll().components(separatedBy: "HTTP/1.1 401 ").count - 1
        }
    }

    private func figures(_ serving: Serving) throws -> (bytes: Int, descriptors: Int) {
        (
            try #require(ProcessFigures.residentBytes(of: serving.pid)),
            try #require(ProcessFigures.openDescriptors(of: serving.pid))
        )
    }
}
