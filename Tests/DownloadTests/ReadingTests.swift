import Foundation
import Media
import Testing

@testable import Download

extension LiveTests {
    /// Clips that are read while they come.
    @Suite(.enabled(if: TestClip.canBeMade), .timeLimit(.minutes(3)))
    struct ReadingTests {
        private let settings: DownloadSettings = {
            var settings = DownloadSettings.forTests
            settings.connections = 2
            return settings
        }()

        private struct Outcome {
            var receivedAtFirstFrame: Int64
            var sums: [Int]
            var requests: [Request]
        }

        /// Reads a clip from a server of so many bytes per second.
        private func read(
            _ clip: TestClip, givesParts: Bool, saysLength: Bool = true, bytesPerSecond: Double
        ) async throws -> Outcome {
            let bytes = try clip.bytes()
            var file = ServedFile(bytes: bytes, givesParts: givesParts)
            file.pace = Pace(bytesPerSecond: bytesPerSecond)
            return try await TestServer.run(handler: { [file] request in
                var reply = file.reply(to: request)
                if !saysLength { reply.length = .none }
                return reply
            }) { server async throws in
                var outcome = try await Downloader(settings: settings).withDownload(
                    of: ClipURL(server.url("/clip"))
                ) { download in
                    try await AbandonableWork.run {
                        let reader = try VideoReader(source: download, name: "\(download.url)")
                        let received = download.progress.received
                        return Outcome(
                            receivedAtFirstFrame: received, sums: try TestClip.sums(of: reader), requests: [])
                    }
                }
                outcome.requests = server.requests
                return outcome
            }
        }

        @Test(arguments: TestClip.allCases, [true, false])
        func framesComeBeforeTheClipIsHere(clip: TestClip, givesParts: Bool) async throws {
            let size = Int64(try clip.bytes().count)
            let outcome = try await read(clip, givesParts: givesParts, bytesPerSecond: 800_000)
            #expect(outcome.sums == (try clip.sums()))
            #expect(outcome.sums.count == 100)
            if clip == .indexLast, !givesParts {
                #expect(outcome.receivedAtFirstFrame == size)
            } else {
                #expect(outcome.receivedAtFirstFrame < size * 6 / 10, "of \(size)")
            }
        }

        @Test(arguments: [TestClip.indexFirst, .fragmented, .matroska, .webm])
        func framesComeBeforeTheLengthIsKnown(clip: TestClip) async throws {
            let outcome = try await read(clip, givesParts: false, saysLength: false, bytesPerSecond: 800_000)
            #expect(outcome.sums == (try clip.sums()))
            #expect(outcome.receivedAtFirstFrame < Int64(try clip.bytes().count) * 6 / 10)
        }

        @Test func anIndexAtTheEndIsAskedForFirst() async throws {
            let size = try TestClip.indexLast.bytes().count
            let outcome = try await read(.indexLast, givesParts: true, bytesPerSecond: 800_000)
            let place = outcome.requests.firstIndex { ($0.range?.first ?? 0) > size * 9 / 10 }
            // The first part, and those that the two connections took meanwhile, are all that goes before it.
            #expect(try #require(place) <= 5)
        }

        @Test func cancellingStopsAtOnce() async throws {
            let bytes = try TestClip.indexFirst.bytes()
            try await TestServer.run(handler: { request in
                var reply = ServedFile(bytes: bytes, givesParts: false).reply(to: request)
                reply.fault = (.stall, after: 200_000)
                return reply
            }) { server async throws in
                let url = try ClipURL(server.url("/clip"))
                let task = Task {
                    try await Downloader(settings: settings).withDownload(of: url) { download in
                        try await AbandonableWork.run {
                            try TestClip.sums(of: VideoReader(source: download, name: "\(download.url)"))
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(500))
                let start = ContinuousClock.now
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                // The server would go on for ten minutes, and the download gives up after half a minute.
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }

        @Test func aDownloadThatFailsTellsItsOwnError() async throws {
            let bytes = try TestClip.indexFirst.bytes()
            var settings = settings
            settings.retries = 0
            try await TestServer.run(handler: { request in
                var reply = ServedFile(bytes: bytes, givesParts: false).reply(to: request)
                reply.fault = (.reset, after: 200_000)
                return reply
            }) { [settings] server async throws in
                let url = try ClipURL(server.url("/clip?secret"))
                let error = await #expect(throws: DownloadError.self) {
                    try await Downloader(settings: settings).withDownload(of: url) { download in
                        try await AbandonableWork.run {
                            _ = try TestClip.sums(of: VideoReader(source: download, name: "\(download.url)"))
                        }
                    }
                }
                #expect(error?.code == .brokeOff && error?.url == url)
            }
        }

        @Test func nothingIsLeftInTheFolder() async throws {
            let folder = try TemporaryFolder()
            defer { withExtendedLifetime(folder) {} }
            var settings = settings
            settings.folder = folder.path
            for givesParts in [true, false] {
                let file = ServedFile(bytes: try TestClip.indexFirst.bytes(), givesParts: givesParts)
                try await TestServer.run(handler: file.reply) { [settings] server async throws in
                    try await Downloader(settings: settings).withDownload(of: ClipURL(server.url("/"))) { download in
                        try await download.finished()
                        #expect(folder.names.isEmpty)
                    }
                }
            }
            #expect(folder.names.isEmpty)
            #expect(try openFiles(in: folder.path) == 0)
        }

        /// How many open files of this process are in a folder, those without a name included.
        private func openFiles(in folder: String) throws -> Int {
            let files = FileManager.default
            guard let names = try? files.contentsOfDirectory(atPath: "/proc/self/fd") else { return 0 }
            return names.count { name in
                (try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"))?.hasPrefix(folder) == true
            }
        }
    }
}
