import Foundation
import GRDB
import HTTPTesting
import HTTPTypes
import Testing

@testable import Miner

@Suite struct HistoryTests {
    private func record(_ id: Int64, state: ChallengeRecord.State = .running, received: Double = 1000)
        -> ChallengeRecord
    {
        ChallengeRecord(
            id: id, challengeID: "c\(id)", kind: "challenge", validator: "5F", received: received, state: state,
            clip: "http://a/b", settings: "{}")
    }

    @Test func whatRanWhenTheServiceEndedIsInterrupted() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        do {
            let history = try History(path: folder.path("h.sqlite"))
            try history.insert(record(1))
            try history.insert(record(2))
            try history.update(record(2, state: .answered), result: Array("{}".utf8))
        }
        let history = try History(path: folder.path("h.sqlite"))
        let kept = try await history.recent(limit: 10)
        #expect(kept.map(\.id) == [2, 1])
        #expect(kept.map(\.state) == [.answered, .interrupted])
        #expect(try await history.result(2) == Array("{}".utf8))
        #expect(try await history.result(1) == nil)
        #expect(try history.lastID() == 2)
    }

    @Test func oldOnesAreForgottenWithTheirResults() async throws {
        let history = try History(path: nil)
        try history.update(record(1, state: .answered, received: 10), result: [1])
        try history.update(record(2, state: .answered, received: 30), result: [2])
        try history.update(record(3, state: .running, received: 10), result: nil)
        try history.prune(before: 20)
        #expect(try await history.recent(limit: 10).map(\.id) == [3, 2])
        #expect(try await history.result(1) == nil)
        #expect(try await history.result(2) == [2])
    }

    /// A result as long as that of a real clip, and as hard to pack: digits at random.
    private func result(_ seed: UInt64, count: Int = 300_000) -> [UInt8] {
        var state = seed &* 2 + 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(ascii: "0") + UInt8(state >> 60) % 10
        }
    }

    @Test func resultsArePackedAndComeBackAsTheyWere() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let history = try History(path: folder.path("h.sqlite"))
        let long = FoundClip.result(challengeID: "c")
        for (id, bytes) in [(1, long), (2, []), (3, [7]), (4, result(1))] as [(Int64, [UInt8])] {
            try history.update(record(id, state: .answered), result: bytes)
            #expect(try await history.result(id) == bytes)
        }
        #expect(Compressed(packing: long).map { $0.bytes.count * 4 < long.count } == true)
        #expect(try history.size() < long.count + 200_000)
    }

    @Test func whatIsDamagedIsNoResult() {
        let packed = Compressed(packing: Array("something".utf8))
        #expect(packed?.unpacked == Array("something".utf8))
        for count in [8, 10, -1, .max] {
            #expect(Compressed(bytes: packed?.bytes ?? [], originalCount: count).unpacked == nil)
        }
        #expect(Compressed(bytes: [1, 2, 3], originalCount: 9).unpacked == nil)
    }

    /// The oldest go, those that run stay, and the file shrinks by as much.
    @Test func itStaysBelowItsLimit() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let limit = 2 << 20
        let path = folder.path("h.sqlite")
        do {
            let history = try History(path: path, limit: limit)
            try history.insert(record(1))
            for id in 2...60 {
                try history.update(record(Int64(id), state: .answered), result: result(UInt64(id)))
                #expect(try history.size() <= limit + 300_000)
            }
            let kept = try await history.recent(limit: 100).map(\.id)
            #expect(kept.last == 1 && kept.first == 60)
            #expect((10...18).contains(kept.count), "\(kept)")
            #expect(kept.dropLast() == kept.dropLast().sorted(by: >) && kept.dropLast().last == 62 - Int64(kept.count))
            for id in kept.dropLast() { #expect(try await history.result(id) == result(UInt64(id))) }
        }
        // A smaller limit holds from the start on.
        let history = try History(path: path, limit: 1 << 20)
        #expect(try history.size() <= 1 << 20)
        // The last to close the database has written its journal back.
        #expect(try await history.recent(limit: 1).map(\.id) == [60])
    }

    /// A database of an older version keeps its results, and its pages can be given back from then on.
    @Test func anOlderDatabaseIsTakenOver() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let path = folder.path("h.sqlite")
        do {
            let old = try DatabaseQueue(path: path)
            try await old.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                        INSERT INTO grdb_migrations VALUES ('1');
                        CREATE TABLE challenge (id INTEGER PRIMARY KEY, challengeID TEXT NOT NULL, kind TEXT NOT NULL,
                          validator TEXT, received DOUBLE NOT NULL, state TEXT NOT NULL, status INTEGER NOT NULL,
                          message TEXT, clip TEXT NOT NULL, frames INTEGER NOT NULL, analysedFrames INTEGER NOT NULL,
                          width INTEGER NOT NULL, height INTEGER NOT NULL, queueSeconds DOUBLE NOT NULL,
                          downloadSeconds DOUBLE NOT NULL, decodeSeconds DOUBLE NOT NULL,
                          inferenceSeconds DOUBLE NOT NULL, totalSeconds DOUBLE NOT NULL, settings TEXT NOT NULL);
                        CREATE TABLE result (
                          id INTEGER PRIMARY KEY REFERENCES challenge ON DELETE CASCADE, body BLOB NOT NULL);
                        INSERT INTO challenge
                          VALUES (5, 'c', 'challenge', NULL, 10, 'answered', 200, NULL, '', 1, 1, 1, 1, 0, 0, 0, 0, 0, '{}');
                        """)
                try db.execute(sql: "INSERT INTO result VALUES (5, ?)", arguments: [Data(result(5))])
            }
        }
        let history = try History(path: path)
        #expect(try await history.result(5) == result(5))
        let before = try history.size()
        try history.prune(before: 20)
        #expect(try history.size() < before - 250_000)
    }

    @Test func itIsAWriteAheadLog() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let history = try History(path: folder.path("h.sqlite"))
        try history.insert(record(1))
        #expect(FileManager.default.fileExists(atPath: folder.path("h.sqlite-wal")))
    }

    @Test func aDatabaseThatCannotBeWrittenStopsNoChallenge() async throws {
        var service = try Service()
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        service.history = try History(path: folder.path("h.sqlite"))
        // A row that is there already makes the first insertion fail.
        try await service.run { client, parts in
            try parts.controller.historyWriter.history.insert(record(1))
            #expect(try await client.challenge().status == .ok)
            try await eventually("the failure is counted") {
                parts.controller.metrics.text(parts.controller.gauge.read).contains("history_failures_total 1")
            }
            #expect(try await client.challenge().status == .ok)
        }
    }
}
