import NIOHTTP1
import Synchronization
import Testing

@testable import Download

extension LiveTests {
    /// Servers that fail, stall, lie or change their mind.
    @Suite(.timeLimit(.minutes(2))) struct FaultTests {
        private let file = ServedFile.noise(600_000)

        private func downloader(_ change: (inout DownloadSettings) -> Void = { _ in }) -> Downloader {
            var settings = DownloadSettings.forTests
            change(&settings)
            return Downloader(settings: settings)
        }

        @Test(arguments: [Reply.Fault.reset, .close]) func aPartThatBreaksOffGoesOn(fault: Reply.Fault) async throws {
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if request.number % 3 == 1 { reply.fault = (fault, after: 5000) }
                return reply
            }) { server async throws in
                #expect(try await downloader().bytes(of: server.url("/")) == file.bytes)
                // The rest was asked for, not the whole part again.
                let starts = Set(server.requests.compactMap(\.range?.first))
                #expect(starts.contains { start in starts.contains(start - 5000) })
            }
        }

        @Test func aWholeThatBreaksOffStartsAgain() async throws {
            var file = file
            file.givesParts = false
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if request.number < 2 { reply.fault = (.reset, after: 200_000 * (request.number + 1)) }
                return reply
            }) { [file] server async throws in
                #expect(try await downloader().bytes(of: server.url("/")) == file.bytes)
                #expect(server.requests.count == 3)
            }
        }

        @Test func aLengthThatPromisesTooMuch() async throws {
            var file = file
            file.givesParts = false
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                reply.length = .claimed(file.bytes.count + 1000)
                reply.fault = (.close, after: file.bytes.count)
                return reply
            }) { server async throws in
                let error = try await downloader { $0.retries = 1 }.error(of: server.url("/?secret"))
                #expect(error.code == .brokeOff && server.requests.count == 2)
            }
        }

        @Test func aLengthThatPromisesTooLittle() async throws {
            var file = file
            file.givesParts = false
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                reply.length = .claimed(100_000)
                return reply
            }) { [file] server async throws in
                // No more than was promised is taken; whether that is a clip is for its reader to say.
                let bytes = try? await downloader { $0.retries = 1 }.bytes(of: server.url("/"))
                #expect(bytes == nil || bytes == Array(file.bytes.prefix(100_000)))
            }
        }

        @Test func aSizeThatPromisesTooMuch() async throws {
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if let range = reply.headers.first(name: "Content-Range") {
                    reply.headers.replaceOrAdd(name: "Content-Range", value: range.prefix { $0 != "/" } + "/900000")
                }
                return reply
            }) { server async throws in
                #expect(try await downloader().error(of: server.url("/?secret")).code == .requestRefused)
            }
        }

        @Test(arguments: ["bytes 5-16388/600000", "bytes 0-99/600000", "nonsense", "bytes 0-16383/599999"])
        func aPartThatIsNotWhatItSays(range: String) async throws {
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if request.number == 0 || range.hasSuffix("599999") == false {
                    reply.headers.replaceOrAdd(name: "Content-Range", value: range)
                } else {
                    reply.headers.replaceOrAdd(name: "Content-Range", value: "bytes 0-16383/600000")
                }
                return reply
            }) { server async throws in
                let error = try await downloader().error(of: server.url("/?secret"))
                #expect([.unexpectedAnswer, .changed].contains(error.code))
            }
        }

        @Test(arguments: [true, false]) func aStall(givesParts: Bool) async throws {
            var file = file
            file.givesParts = givesParts
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                reply.fault = (.stall, after: 1000)
                return reply
            }) { server async throws in
                let start = ContinuousClock.now
                let error = try await downloader {
                    $0.idleSeconds = 1
                    $0.retries = 1
                    $0.totalSeconds = 6
                }.error(of: server.url("/?secret"))
                #expect(error.code == .stalled || error.code == .tookTooLong)
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }

        @Test func aServerThatNeverAnswers() async throws {
            try await TestServer.run(handler: { _ in
                try? await Task.sleep(for: .seconds(60))
                return .status(200)
            }) { server async throws in
                let error = try await downloader {
                    $0.idleSeconds = 1
                    $0.retries = 1
                }.error(of: server.url("/?secret"))
                #expect(error.code == .stalled && server.requests.count == 2)
            }
        }

        @Test func aServerThatTakesForever() async throws {
            var file = file
            file.pace = Pace(bytesPerSecond: 100_000)
            try await TestServer.run(handler: file.reply) { server async throws in
                let error = try await downloader { $0.totalSeconds = 1 }.error(of: server.url("/?secret"))
                #expect(error.code == .tookTooLong)
            }
        }

        @Test(arguments: [Reply.Length.right, .none]) func aClipThatIsTooLarge(length: Reply.Length) async throws {
            var file = file
            file.givesParts = false
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                reply.length = length
                return reply
            }) { server async throws in
                let error = try await downloader { $0.maximumBytes = 300_000 }.error(of: server.url("/?secret"))
                #expect(error.code == .tooLarge && server.requests.count == 1)
            }
        }

        @Test func aClipInPartsThatIsTooLarge() async throws {
            try await TestServer.run(handler: file.reply) { server async throws in
                let error = try await downloader { $0.maximumBytes = 300_000 }.error(of: server.url("/?secret"))
                #expect(error.code == .tooLarge && server.requests.count == 1)
            }
        }

        @Test(arguments: [true, false]) func aFileThatChangesBetweenParts(honoursIfRange: Bool) async throws {
            var second = ServedFile.noise(600_000, seed: 2)
            second.headers.replaceOrAdd(name: "ETag", value: "\"two\"")
            try await TestServer.run(handler: { [file, second] request in
                var request = request
                if !honoursIfRange { request.headers.remove(name: "If-Range") }
                return (request.number < 4 ? file : second).reply(to: request)
            }) { server async throws in
                #expect(try await downloader().error(of: server.url("/?secret")).code == .changed)
            }
        }

        @Test func aFileThatChangesBeforeItIsStartedAgain() async throws {
            var (first, second) = (file, ServedFile.noise(600_000, seed: 2))
            // Nothing in the headers tells them apart.
            (first.headers, second.headers) = (["Content-Type": "video/mp4"], ["Content-Type": "video/mp4"])
            (first.givesParts, second.givesParts) = (false, false)
            try await TestServer.run(handler: { [first, second] request in
                var reply = (request.number == 0 ? first : second).reply(to: request)
                if request.number == 0 { reply.fault = (.close, after: 100_000) }
                return reply
            }) { server async throws in
                #expect(try await downloader().error(of: server.url("/?secret")).code == .changed)
            }
        }

        @Test(arguments: ["text/html; charset=utf-8", "video/mp4", ""]) func aPageInPlaceOfAClip(type: String)
            async throws
        {
            try await TestServer.run(handler: { _ in .text("<!doctype html><title>Log in</title>", type: type) }) {
                server async throws in
                let error = try await downloader().error(of: server.url("/?secret"))
                #expect(error.code == .notAVideo && error.message.contains("web page"))
            }
        }

        @Test func packedContent() async throws {
            var file = file
            file.headers.add(name: "Content-Encoding", value: "gzip")
            try await TestServer.run(handler: file.reply) { server async throws in
                #expect(try await downloader().error(of: server.url("/?secret")).code == .encodingRefused)
            }
        }

        @Test func headersWithoutEnd() async throws {
            try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                for number in 0..<200 {
                    reply.headers.add(name: "X-\(number)", value: String(repeating: "x", count: 1000))
                }
                return reply
            }) { server async throws in
                let error = try await downloader().error(of: server.url("/?secret"))
                #expect(error.code == .unexpectedAnswer && server.requests.count == 1)
            }
        }

        @Test(arguments: [400, 401, 403, 404, 410, 418, 501, 505]) func whatIsNotWorthASecondTry(code: Int) async throws
        {
            try await TestServer.run(handler: { _ in .status(code) }) { server async throws in
                let error = try await downloader().error(of: server.url("/?secret"))
                #expect([.requestRefused, .serverFailed].contains(error.code) && "\(error)".contains("\(code)"))
                #expect(server.requests.count == 1)
            }
        }

        @Test(arguments: [408, 429, 500, 503]) func whatIsWorthASecondTry(code: Int) async throws {
            try await TestServer.run(handler: { [file] request in
                [0, 3].contains(request.number) ? .status(code) : file.reply(to: request)
            }) { server async throws in
                #expect(try await downloader().bytes(of: server.url("/")) == file.bytes)
            }
        }

        @Test func aServerThatStaysBusy() async throws {
            try await TestServer.run(handler: { _ in .status(503) }) { server async throws in
                let error = try await downloader { $0.retries = 2 }.error(of: server.url("/?secret"))
                #expect(error.code == .serverFailed && server.requests.count == 3)
            }
        }

        @Test func aServerThatSaysWhenToComeBack() async throws {
            let file = ServedFile.noise(1000)
            try await TestServer.run(handler: { request in
                request.number == 0 ? .status(429, ["Retry-After": "1"]) : file.reply(to: request)
            }) { server async throws in
                let start = ContinuousClock.now
                #expect(try await downloader().bytes(of: server.url("/")) == file.bytes)
                #expect(ContinuousClock.now - start >= .seconds(1))
            }
        }

        @Test func aServerThatSaysToComeBackMuchLater() async throws {
            try await TestServer.run(handler: { _ in .status(503, ["Retry-After": "3600"]) }) { server async throws in
                let error = try await downloader().error(of: server.url("/?secret"))
                #expect(error.code == .serverFailed && "\(error)".contains("3600") && server.requests.count == 1)
            }
        }

        @Test func nobodyAtThePort() async throws {
            let port = try await TestServer.run(handler: { _ in .status(200) }) { $0.port }
            let error = try await downloader { $0.retries = 1 }.error(of: "http://127.0.0.1:\(port)/?secret")
            #expect(error.code == .cannotConnect)
        }
    }
}
