import Analysis
import Foundation
import Platform
import Testing

@testable import ClipWorker
@testable import Miner

/// Faults around a live service: each has its answer, and after it the next challenge is answered and nothing is left.
@Suite(.serialized, .timeLimit(.minutes(15))) struct FaultTests {
    /// What a challenge may come to.
    private struct Expected {
        var status: Int
        var code: String

        init(_ status: Int, _ code: ChallengeFailure.Code) {
            self.status = status
            self.code = code.rawValue
        }
    }

    private func run(
        _ environment: [String: String] = [:], wrapper: [String] = [],
        _ body: @escaping @Sendable (Serving, ClipHost, FaultyHost) async throws -> Void
    ) async throws {
        try await ClipHost.run { host in
            try await FaultyHost.run { faulty in
                let serving = try Serving(folder: TemporaryFolder(), environment: environment, wrapper: wrapper)
                try await serving.ready()
                try await body(serving, host, faulty)
            }
        }
    }

    private func expect(_ serving: Serving, _ url: String, _ expected: [Expected]) async throws {
        let answer = try await serving.challenge(url) ?? "no connection"
        #expect(
            expected.contains { answer.hasPrefix("HTTP/1.1 \($0.status) ") && answer.contains("\"\($0.code)\"") },
            "\(url): \(answer.prefix(600))")
        #expect(!answer.contains("secret"))
    }

    @Test func serversThatLieBreakOffOrLeadAstray() async throws {
        try await run(["PROCESSING_TIMEOUT_S": "60", "MAX_CLIP_MB": "2"]) { serving, host, faulty in
            let before = try await serving.settled(host)
            let unfetched = Expected(502, .downloadFailed), unread = Expected(422, .clipUnreadable)
            for (way, expected) in [
                ("reset", [unfetched]), ("longer", [unfetched]), ("shorter", [unread, unfetched]),
                ("huge", [unfetched]), ("endless", [unfetched]), ("garbledHead", [unfetched]),
                ("garbledChunks", [unfetched]), ("headOfManyLines", [unfetched]),
                ("metadata", [Expected(403, .addressRefused)]),
                ("circle", [Expected(403, .addressRefused), unfetched]),
                ("file", [Expected(403, .addressRefused), unfetched]), ("nothing", [unfetched]),
            ] {
                try await expect(serving, faulty.url("\(way)?key=secret"), expected)
                try await serving.expectGood(host, after: way)
            }
            try await serving.expectNothingLeft(since: before, host, after: "all of them")
            #expect(!serving.log.contains("secret"))
            #expect(try await serving.metric("scorevision_worker_restarts_total") == 0)
        }
    }

    @Test func serversThatStall() async throws {
        try await run(["PROCESSING_TIMEOUT_S": "5"]) { serving, host, faulty in
            let before = try await serving.settled(host)
            for way in ["silent", "stall"] {
                try await expect(serving, faulty.url(way), [Expected(504, .timedOut)])
                try await serving.expectNothingLeft(since: before, host, after: way)
            }
        }
    }

    /// Files of some kilobytes: one with pictures of 16K, which are refused, one with 2000 of the largest size that is
    /// read, which takes longer than there is time.
    @Test func clipsThatUnpackToTooMuch() async throws {
        let huge = try PictureBomb.huge(), many = try PictureBomb.many()
        #expect(huge.count < 64 << 10 && many.count < 64 << 10)
        let ways = ["huge": FaultyHost.giving(huge), "many": FaultyHost.giving(many)]
        try await run(["PROCESSING_TIMEOUT_S": "8", "FRAME_STRIDE": "30"]) { serving, host, _ in
            try await FaultyHost.run(ways) { faulty in
                let before = try await serving.settled(host)
                try await expect(serving, faulty.url("huge"), [Expected(422, .clipUnreadable)])
                try await serving.expectNothingLeft(since: before, host, after: "huge pictures")
                let answer = try await serving.challenge(faulty.url("many")) ?? "no connection"
                // In part where a frame was known in time; else it was timed out, or the worker was ended.
                let isPartial = answer.hasPrefix("HTTP/1.1 200 ") && answer.contains(#""ended_early": true"#)
                let isRefused = ["504 ", "500 "].contains { answer.hasPrefix("HTTP/1.1 \($0)") }
                #expect(isPartial || isRefused, "\(answer.prefix(400))")
                try await serving.expectNothingLeft(since: before, host, after: "many huge pictures")
            }
        }
    }

    /// The disk of the temporary files is a small one of the test's own, filled up for a while.
    @Test(.enabled(if: SmallDisk.canBeMade, "no file systems can be mounted here"))
    func aFullDiskForClips() async throws {
        try await run(["TMPDIR": SmallDisk.path], wrapper: SmallDisk.wrapper(bytes: 1 << 20)) { serving, host, _ in
            let before = try await serving.settled(host)
            try SmallDisk.fill(of: serving)
            try await expect(serving, host.url("clip.mp4"), [Expected(500, .workerFailed)])
            try SmallDisk.empty(of: serving)
            try await serving.expectNothingLeft(since: before, host, after: "a full disk")
        }
    }

    /// The disk of the history is full: challenges are answered all the same, and kept again once there is room.
    @Test(.enabled(if: SmallDisk.canBeMade, "no file systems can be mounted here"))
    func aFullDiskForTheHistory() async throws {
        try await run(["DATA_DIR": SmallDisk.path], wrapper: SmallDisk.wrapper(bytes: 2 << 20)) { serving, host, _ in
            try await serving.expectGood(host)
            try await serving.wait(for: #""state":"answered""#, on: "/api/challenges/1")
            try SmallDisk.fill(of: serving)
            try await serving.expectGood(host, after: "filling the disk")
            try await eventually("the failure is counted") {
                try await serving.metric("scorevision_history_failures_total") ?? 0 > 0
            }
            try SmallDisk.empty(of: serving)
            try await serving.expectGood(host, after: "emptying the disk")
            try await serving.wait(for: #""state":"answered""#, on: "/api/challenges/3")
        }
    }

    /// Another program holds the database: challenges are answered at once all the same, and pages still read it.
    @Test func aLockedDatabase() async throws {
        try await run { serving, host, _ in
            try await serving.expectGood(host)
            try await serving.wait(for: #""state":"answered""#, on: "/api/challenges/1")
            let lock = try DatabaseLock(path: serving.folder.path("data/history.sqlite"))
            try await serving.expectGood(host, after: "locking the database")
            #expect(try await serving.get("/api/challenges")?.contains(#""id":1"#) == true)
            try await eventually("the failure is counted") {
                try await serving.metric("scorevision_history_failures_total") ?? 0 > 0
            }
            try lock.release()
            try await serving.expectGood(host, after: "unlocking the database")
            try await serving.wait(for: #""state":"answered""#, on: "/api/challenges/3")
        }
    }
}
