import Foundation
import Platform
import Testing

@testable import Download

extension LiveTests {
    /// `scorevision analyze URL` as a user runs it.
    @Suite(.enabled(if: TestClip.canBeMade), .timeLimit(.minutes(5)))
    struct AnalyzeURLTests {
        private struct Running {
            let process: ChildProcess
            let folder: TemporaryFolder
            private let errors: String

            /// Starts `scorevision analyze`; the folder is its current one, and `tmp` in it the one for temporary files.
            init(_ arguments: [String], environment: [String: String] = [:]) throws {
                folder = try TemporaryFolder()
                errors = folder.path("stderr")
                let files = FileManager.default
                try files.createDirectory(atPath: folder.path("tmp"), withIntermediateDirectories: true)
                _ = files.createFile(atPath: errors, contents: nil)
                let log = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
                defer { try? log.close() }
                let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
                    .appendingPathComponent("scorevision")
                process = try ChildProcess(
                    program.path, ["analyze"] + arguments,
                    environment: ProcessInfo.processInfo.environment
                        .merging(environment) { _, new in new }
                        .merging(["TMPDIR": folder.path("tmp")]) { _, new in new },
                    folder: folder.path, streams: .init(errors: log.fileDescriptor))
            }

            func wait() async throws -> (end: ChildProcess.End, errors: String) {
                let end = try await AbandonableWork.run { [process] in process.wait() }
                let text = try String(contentsOfFile: errors, encoding: .utf8)
                #expect(!text.contains("secret"), "a query in the log")
                return (end, text)
            }

            /// What lies in the folder for temporary files.
            var leftovers: [String] {
                (try? FileManager.default.contentsOfDirectory(atPath: folder.path("tmp"))) ?? []
            }

            /// Everything of the result but how long it took.
            func result() throws -> String {
                let text = try String(contentsOfFile: folder.path("result.json"), encoding: .utf8)
                return text.replacing(/"processing_time": [0-9.]+/, with: "")
            }
        }

        @Test func theResultIsThatOfTheFile() async throws {
            let path = try TestClip.indexLast.path()
            let fromFile = try Running([path, "--challenge-id", "c"])
            #expect(try await fromFile.wait().end == .exited(0))
            var file = ServedFile(bytes: try TestClip.indexLast.bytes())
            file.pace = Pace(bytesPerSecond: 1_000_000)
            try await TestServer.run(handler: file.reply) { server async throws in
                let fromURL = try Running(
                    [server.url("/a/clip.mp4?token=secret"), "--challenge-id", "c", "--annotate", "seen.mp4"])
                let outcome = try await fromURL.wait()
                #expect(outcome.end == .exited(0), "\(outcome.errors)")
                #expect(try fromURL.result() == fromFile.result())
                #expect(outcome.errors.contains("Downloaded ") && outcome.errors.contains("download "))
                #expect(fromURL.folder.names == ["result.json", "seen.mp4", "stderr", "tmp"])
                #expect(fromURL.leftovers.isEmpty)
            }
        }

        /// A proxy would look up names and connect by itself, where nobody checks the address.
        @Test func proxiesOfTheEnvironmentAreIgnored() async throws {
            try await TestServer.run(handler: { _ in .status(404) }) { server async throws in
                // Nobody listens at the discard port.
                let names = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
                var environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "http://127.0.0.1:9") })
                environment["no_proxy"] = ""
                let run = try Running([server.url("/clip.mp4?token=secret"), "--quiet"], environment: environment)
                #expect(try await run.wait().end == .exited(1))
                #expect(server.requests.map(\.path) == ["/clip.mp4"])
            }
        }

        @Test func aFailureIsOneLineAndLeavesNothing() async throws {
            try await TestServer.run(handler: { _ in .status(404) }) { server async throws in
                let run = try Running([server.url("/a/clip.mp4?token=secret"), "--quiet"])
                let outcome = try await run.wait()
                #expect(outcome.end == .exited(1))
                #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains("/a/clip.mp4: "))
                #expect(run.folder.names == ["stderr", "tmp"] && run.leftovers.isEmpty)
            }
        }

        @Test(arguments: [SIGINT, SIGKILL]) func aSignalLeavesNothing(signal: Int32) async throws {
            let bytes = try TestClip.indexFirst.bytes()
            try await TestServer.run(handler: { request in
                var reply = ServedFile(bytes: bytes, givesParts: false).reply(to: request)
                reply.fault = (.stall, after: 300_000)
                return reply
            }) { server async throws in
                let run = try Running([server.url("/clip.mp4?token=secret")])
                let folder = run.folder.path("tmp")
                for _ in 0..<200 where !holdsFile(run.process, in: folder) {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(holdsFile(run.process, in: folder), "nothing was being kept yet")
                run.process.signal(signal)
                let outcome = try await run.wait()
                #expect(outcome.end == (signal == SIGINT ? .exited(130) : .signalled(SIGKILL)))
                #expect(run.leftovers.isEmpty && run.folder.names == ["stderr", "tmp"])
            }
        }

        /// Whether a process has a file in a folder open, and bytes in it.
        private func holdsFile(_ process: ChildProcess, in folder: String) -> Bool {
            let files = FileManager.default
            let descriptors = "/proc/\(process.pid)/fd"
            return (try? files.contentsOfDirectory(atPath: descriptors))?.contains { name in
                let link = "\(descriptors)/\(name)"
                guard (try? files.destinationOfSymbolicLink(atPath: link))?.hasPrefix(folder) == true else {
                    return false
                }
                var status = stat()
                return stat(link, &status) == 0 && status.st_size >= 100_000
            } ?? false
        }
    }
}
