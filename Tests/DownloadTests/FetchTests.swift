import NIOHTTP1
import Testing

@testable import Download

extension LiveTests {
    /// Whole files from servers that do as they should.
    @Suite(.timeLimit(.minutes(2))) struct FetchTests {
        private let downloader = Downloader(settings: .forTests)

        @Test func inPartsOverConnectionsThatAreUsedAgain() async throws {
            let file = ServedFile.noise(1_500_000)
            try await TestServer.run(handler: file.reply) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/a.mp4")) == file.bytes)
                let requests = server.requests
                #expect(requests.count > 15)
                #expect(Set(requests.map(\.connection)).count <= 5)
                #expect(server.mostAtOnce > 1)
                #expect(
                    requests.allSatisfy { $0.range != nil && $0.headers.first(name: "Accept-Encoding") == "identity" })
                #expect(requests.dropFirst().allSatisfy { $0.headers.first(name: "If-Range") == "\"one\"" })
                // No byte was asked for twice.
                var asked = ByteRanges()
                for request in requests {
                    let range = try #require(request.range)
                    let last = try #require(request.range?.last)
                    let before = asked.count
                    asked.insert(Int64(range.first)..<Int64(min(last, file.bytes.count - 1)) + 1)
                    #expect(asked.count - before == min(last, file.bytes.count - 1) + 1 - range.first)
                }
                // A second download finds the connections open.
                #expect(try await downloader.bytes(of: server.url("/a.mp4")) == file.bytes)
                #expect(Set(server.requests.map(\.connection)).count <= 5)
            }
        }

        @Test func severalConnectionsAtOnce() async throws {
            // Slow enough for the answers to overlap: each connection gets 100 kB/s.
            let file = ServedFile.noise(500_000)
            try await TestServer.run(handler: { request in
                var reply = file.reply(to: request)
                reply.pace = Pace(bytesPerSecond: 100_000)
                return reply
            }) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/")) == file.bytes)
                #expect(server.mostAtOnce >= 2)
                #expect(Set(server.requests.map(\.connection)).count >= 2)
            }
        }

        @Test(arguments: [0, 1, 16 << 10 - 1, 16 << 10, 16 << 10 + 1]) func smallFiles(size: Int) async throws {
            let file = ServedFile.noise(size)
            try await TestServer.run(handler: file.reply) { server async throws in
                if size == 0 {
                    #expect(try await downloader.error(of: server.url("/")).code == .emptyFile)
                } else {
                    #expect(try await downloader.bytes(of: server.url("/")) == file.bytes)
                }
            }
        }

        @Test(arguments: [true, false]) func withoutParts(saysLength: Bool) async throws {
            var file = ServedFile.noise(700_000)
            file.givesParts = false
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if !saysLength { reply.length = .none }
                return reply
            }) { server async throws in
                try await downloader.withDownload(of: ClipURL(server.url("/"))) { [file] download in
                    try await download.finished()
                    #expect(try download.allBytes() == file.bytes && download.size == 700_000)
                    #expect(download.progress.isComplete && download.progress.received == 700_000)
                }
                #expect(server.requests.count == 1)
            }
        }

        @Test func aServerThatKeepsTheSizeToItself() async throws {
            let file = ServedFile.noise(300_000)
            try await TestServer.run(handler: { request in
                var reply = file.reply(to: request)
                if let range = reply.headers.first(name: "Content-Range") {
                    reply.headers.replaceOrAdd(name: "Content-Range", value: range.prefix { $0 != "/" } + "/*")
                }
                return reply
            }) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/")) == file.bytes)
            }
        }

        @Test func aServerThatGivesLessThanWasAskedFor() async throws {
            let file = ServedFile.noise(200_000)
            try await TestServer.run(handler: { request in
                var request = request
                if let range = request.range {
                    let last = min(range.last ?? .max, range.first + 6999)
                    request.headers.replaceOrAdd(name: "Range", value: "bytes=\(range.first)-\(last)")
                }
                return file.reply(to: request)
            }) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/")) == file.bytes)
            }
        }

        @Test func aServerThatGivesAllAsOnePart() async throws {
            let file = ServedFile.noise(200_000)
            try await TestServer.run(handler: { request in
                var request = request
                request.headers.replaceOrAdd(name: "Range", value: "bytes=\(request.range?.first ?? 0)-")
                return file.reply(to: request)
            }) { server async throws in
                #expect(try await downloader.bytes(of: server.url("/")) == file.bytes)
                #expect(server.requests.count == 1)
            }
        }
    }
}
