import Foundation
import HTTPTesting
import HTTPTypes
import LocalWeb
import NIOCore
import Settings
import Testing

@testable import ClipWorker
@testable import Miner

/// What the operator's page is made of, as the service sends it.
@Suite struct DashboardTests {
    private static let names = [
        "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy",
    ].compactMap { HTTPField.Name($0) }

    @Test func everyFileOfThePageIsSentWithItsType() async throws {
        let types = ["html": "text/html", "css": "text/css", "js": "text/javascript"]
        let names = try MinerResources.dashboard().names
        #expect(names.count > 10)
        try await Service().run { client, _ in
            for name in names {
                let answer = try await client.get("/dashboard/" + name)
                let type = types[URL(fileURLWithPath: name).pathExtension]
                #expect(answer.headers[.contentType]?.hasPrefix(type ?? "none") == true)
                #expect(Self.names.allSatisfy { answer.headers[$0] != nil })
                let again = try await client.execute(
                    uri: "/dashboard/" + name, method: .get, headers: [.ifNoneMatch: answer.headers[.eTag] ?? ""])
                #expect(again.status == .notModified)
                #expect(again.body.readableBytes == 0)
            }
            for name in ["none.js", "..%2Fopenapi.json", "%2e%2e/openapi.json"] {
                #expect(try await client.get("/dashboard/" + name).status == .notFound)
            }
        }
    }

    /// No outside host, no script or style within the page, nothing made of text.
    @Test func thePageNeedsNothingFromElsewhere() async throws {
        let names = try MinerResources.dashboard().names
        for name in names {
            let text = String(decoding: try MinerResources.bytes("dashboard/" + name), as: UTF8.self)
            #expect(!text.contains("://"), "\(name)")
            for means in [
                "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", " style=\"", "@import",
            ] {
                #expect(!text.contains(means), "\(name) has \(means)")
            }
            for match in text.matches(of: /(?:from "\.\/|(?:src|href)="dashboard\/)([a-z.]+)"/) {
                #expect(names.contains(String(match.1)), "\(name) asks for \(match.1)")
            }
        }
    }

    @Test func aClipThatIsKeptIsSentInParts() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        try FileManager.default.createDirectory(atPath: folder.path("kept-clips"), withIntermediateDirectories: true)
        let bytes = Array("\0\0\0\u{18}ftyp".utf8) + (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("kept-clips/1")))
        let service = try Service { ($0.dataFolder, $0.keptClipMegabytes) = (folder.path, 1) }
        try await service.run { client, _ in
            func ask(_ range: String?) async throws -> TestResponse {
                try await client.execute(
                    uri: "/api/challenges/1/clip", method: .get, headers: range.map { [.range: $0] } ?? [:])
            }
            let whole = try await ask(nil)
            #expect(whole.status == .ok)
            #expect(Array(whole.body.readableBytesView) == bytes)
            #expect(whole.headers[.contentType] == "video/mp4")
            #expect(whole.headers[.contentDisposition] == "attachment")
            let part = try await ask("bytes=10-19")
            #expect(part.status == .partialContent)
            #expect(Array(part.body.readableBytesView) == Array(bytes[10..<20]))
            #expect(part.headers[.contentRange] == "bytes 10-19/1008")
            let outside = try await ask("bytes=2000-")
            #expect(outside.status == .rangeNotSatisfiable)
            #expect(outside.headers[.contentRange] == "bytes */1008")
            #expect(try await client.get("/api/challenges/2/clip").status == .notFound)
            #expect(try await client.get("/api/challenges/..%2F1/clip").status == .notFound)
        }
    }

    @Test func byDefaultNoClipIsKept() async throws {
        #expect(MinerSettings(model: "none").keptClipMegabytes == 0)
        try await Service().run(worker: { job, body, tell in
            #expect(job.copy == nil)
            return try await StubWorker.atOnce(job, body, tell)
        }) { client, _ in
            let answer = try await client.challenge()
            #expect(answer.status == .ok)
        }
    }
}
