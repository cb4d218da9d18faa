import Foundation
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

    @Test func itIsAWriteAheadLog() throws {
        let folder = try TemporaryFolder()
        let history = try History(path: folder.path("h.sqlite"))
        try history.insert(record(1))
        #expect(FileManager.default.fileExists(atPath: folder.path("h.sqlite-wal")))
    }

    @Test func aDatabaseThatCannotBeWrittenStopsNoChallenge() async throws {
        var service = try Service()
        let folder = try TemporaryFolder()
        service.history = try History(path: folder.path("h.sqlite"))
        // A row that is there already makes the first insertion fail.
        try await service.run { client, parts in
            try parts.desk.keeper.history.insert(record(1))
            #expect(try await client.challenge().status == .ok)
            for _ in 0..<500 where parts.desk.metrics.text(parts.desk.gauge.read).contains("history_failures_total 0") {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(parts.desk.metrics.text(parts.desk.gauge.read).contains("history_failures_total 1"))
            #expect(try await client.challenge().status == .ok)
        }
    }
}
