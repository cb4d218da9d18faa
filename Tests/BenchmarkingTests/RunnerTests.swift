import Analysis
import Evaluation
import Foundation
import Platform
import Synchronization
import Testing

@testable import Benchmarking

/// The order of the runs and what is made of them, with a stand-in for the child process.
@Suite struct RunnerTests {
    private let grid = BenchmarkGrid(
        devices: [.cpu], batchSizes: [1, 2], frameStrides: [1, 2], imageSizes: [512], referenceSize: 1024)

    private func plan(rounds: Int, deadline: ContinuousClock.Instant? = nil) -> BenchmarkPlan {
        BenchmarkPlan(clip: "clip.mp4", model: "model", grid: grid, rounds: rounds, deadline: deadline)
    }

    private func measure(
        _ plan: BenchmarkPlan, run: @escaping @Sendable (RunJob) async throws -> Result<RunReport, RunFailure>
    ) async throws -> [SettingRecord] {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let records = try await BenchmarkRunner(plan: plan, folder: scratch.path, run: run).measure()
        #expect(scratch.names.isEmpty, "files were left behind")
        return records
    }

    @Test func eachSettingIsMeasuredInEachRound() async throws {
        let jobs = Mutex<[String]>([])
        let records = try await measure(plan(rounds: 3)) { job in
            let name = ["BATCH_SIZE", "FRAME_STRIDE", "IMG_SIZE"].map { job.variables[$0] ?? "" }.joined(separator: "/")
            jobs.withLock { $0.append(name) }
            return .success(.of(1))
        }
        let order = jobs.withLock { $0 }
        #expect(records.map(\.setting) == grid.settings)
        #expect(records.allSatisfy { Set($0.runs.keys) == [0, 1, 2] && $0.failure == nil })
        // Five settings, the baseline first; every round has each once.
        #expect(order.count == 15 && order.first == "4/1/1024")
        for round in 0..<3 { #expect(Set(order[(round * 5)..<(round * 5 + 5)]).count == 5) }
    }

    @Test func aSettingThatFailsIsListedAndTheRestGoOn() async throws {
        let calls = Mutex(0)
        let records = try await measure(plan(rounds: 2)) { job in
            calls.withLock { $0 += 1 }
            if job.variables["BATCH_SIZE"] == "2" { return .failure(RunFailure(.killed, "no memory")) }
            return .success(.of(1))
        }
        #expect(records.filter { $0.failure?.reason == "no memory" }.map(\.setting.batchSize) == [2, 2])
        #expect(records.filter { $0.failure == nil }.allSatisfy { $0.runs.count == 2 })
        // Two settings fail once each, and are not tried again.
        #expect(calls.withLock { $0 } == 3 * 2 + 2)
    }

    @Test func whatTheTimeDoesNotAllowIsLeftOut() async throws {
        let calls = Mutex(0)
        let deadline = ContinuousClock.now + .seconds(1)
        let records = try await measure(plan(rounds: 5, deadline: deadline)) { _ in
            let count = calls.withLock { calls in
                calls += 1
                return calls
            }
            // The second run takes all the time that is left.
            while count == 2, ContinuousClock.now <= deadline { await Task.yield() }
            return .success(.of(1))
        }
        let measured = records.filter { !$0.runs.isEmpty }
        #expect(measured.count == 2 && records.count == 5)
        #expect(measured.allSatisfy { $0.runs.count == 1 })
        #expect(records.filter { $0.runs.isEmpty }.allSatisfy { $0.failure?.code == .leftOut })
    }

    @Test func aRoundThatWouldNotEndInTimeIsNotBegun() {
        let now = ContinuousClock.now
        let plan = plan(rounds: 3, deadline: now + .seconds(10))
        #expect(plan.allows(roundOf: 9, now: now) && !plan.allows(roundOf: 11, now: now))
        #expect(!plan.allows(roundOf: 9, now: now + .seconds(2)))
        #expect(self.plan(rounds: 3).allows(roundOf: 1e6, now: now))
    }

    @Test func resultsAreHeldAgainstTheReference() async throws {
        let records = try await measure(plan(rounds: 1)) { job in
            // With a stride of 2, one of two persons is missed.
            let persons = job.variables["FRAME_STRIDE"] == "2" ? 1 : 2
            let objects = (0..<persons).map {
                #"{"id": \#($0), "bbox": [\#($0 * 100), 0, \#($0 * 100 + 50), 90], "class_id": 2, "confidence": 0.9}"#
            }.joined(separator: ",")
            let text = #"{"challenge_id": "c", "frames": [{"frame_number": 0, "objects": [\#(objects)]}]}"#
            if let path = job.result { try AtomicFile.write(Array(text.utf8), to: path) }
            return .success(.of(1))
        }
        for record in records {
            let expected = record.setting.frameStride == 2 ? 2.0 / 3 : 1
            #expect(abs((record.agreement?.boxF1 ?? 0) - expected) < 1e-9)
            #expect(record.accuracy == nil)
        }
    }
}
