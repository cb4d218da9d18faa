import Analysis
import Foundation
import HTTPTesting
import HTTPTypes
import Machine
import NIOCore
import Platform
import Settings
import Synchronization
import Testing

@testable import ClipWorker
@testable import Miner

/// Too many challenges, clients that go, and time that is up.
@Suite(.timeLimit(.minutes(5))) struct OverloadTests {
    @Test func whatIsTooMuchIsRefusedAtOnce() async throws {
        let opened = Event()
        try await Service().run(
            worker: { job, body, tell in
                await opened.wait()
                return try await StubWorker.atOnce(job, body, tell)
            }
        ) { client, parts in
            async let first = client.challenge("1")
            try await eventually("it runs") { parts.controller.gauge.read.running >= 1 }
            async let second = client.challenge("2")
            try await eventually("it waits") { parts.controller.gauge.read.waiting >= 1 }
            #expect(try await client.get("/availability").json()["available"] as? Bool == false)
            // While the first one holds the worker, nobody of these is kept waiting.
            for number in 3..<13 {
                let third = try await client.challenge("\(number)")
                #expect(third.status == .serviceUnavailable)
                #expect(third.headers[.retryAfter].flatMap { Int($0) } ?? 0 > 0)
                #expect(try await client.get("/healthz").status == .ok)
                #expect(try await client.get("/metrics").text.contains("scorevision_waiting 1"))
            }
            opened.happen()
            #expect(try await first.status == .ok)
            #expect(try await second.status == .ok)
            #expect(try await client.challenge("13").status == .ok)
        }
    }

    @Test func anEmptyQueueTakesNobody() async throws {
        let opened = Event()
        try await Service { $0.maxQueue = 0 }.run(worker: { job, body, tell in
            await opened.wait()
            return try await StubWorker.atOnce(job, body, tell)
        }) { client, parts in
            async let first = client.challenge("1")
            try await eventually("it runs") { parts.controller.gauge.read.running >= 1 }
            #expect(try await client.challenge("2").status == .serviceUnavailable)
            opened.happen()
            #expect(try await first.status == .ok)
        }
    }

    @Test func whoeverWaitsTooLongIsTold() async throws {
        let opened = Event()
        try await Service { $0.processingTimeout = 1 }.run(worker: { job, body, tell in
            await opened.wait()
            return try await StubWorker.atOnce(job, body, tell)
        }) { client, parts in
            async let first = client.challenge("1")
            try await eventually("it runs") { parts.controller.gauge.read.running >= 1 }
            #expect(try await client.challenge("2").status == .gatewayTimeout)
            opened.happen()
            #expect(try await first.status == .ok)
        }
    }

    @Test func aClientThatGoesStopsItsWork() async throws {
        let cancelled = Event()
        try await Service().run(
            worker: { job, body, tell in
                guard case .clip(_, "gone") = job.kind else { return try await StubWorker.atOnce(job, body, tell) }
                await Event.never()
                cancelled.happen()
                throw CancellationError()
            }
        ) { client, parts in
            let port = try #require(client.port)
            let body = #"{"challenge_id": "gone", "video_url": "http://a/b"}"#
            let raw = try RawClient(port: port)
            raw.send("POST /soccer/challenge HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
            try await eventually("it runs") { parts.controller.gauge.read.running >= 1 }
            raw.end()
            await cancelled.wait()
            try await eventually("its worker is free") { parts.controller.gauge.read.running == 0 }
            #expect(try await client.challenge().status == .ok)
        }
    }

    @Test func aWorkerThatDiesIsReplaced() async throws {
        let died = Mutex(false)
        let parts = try MinerParts(
            settings: Service().settings, gate: Service().gate, history: Service().history, logger: Service.quiet
        ) {
            let ending = Mutex<StubWorker?>(nil)
            let worker = StubWorker { job, body, tell in
                if died.withLock({ $0 }) { return try await StubWorker.atOnce(job, body, tell) }
                died.withLock { $0 = true }
                ending.withLock { $0 }?.stop()
                throw ChallengeFailure(.workerDied, "killed")
            }
            ending.withLock { $0 = worker }
            return worker
        }
        try await parts.application().test(.live) { client in
            try await eventually("there is a worker") { parts.controller.gauge.read.alive >= 1 }
            #expect(try await client.challenge().status == .internalServerError)
            #expect(try await client.challenge().status == .ok)
            #expect(parts.controller.gauge.read.restarts == 1)
        }
    }

    /// A worker that never starts: challenges aren't left waiting for it, those that came before it failed included.
    @Test func withoutAWorkerChallengesAreRefusedAtOnce() async throws {
        let mayFail = Event()
        let service = try Service { $0.processingTimeout = 3600 }
        let parts = try MinerParts(
            settings: service.settings, gate: service.gate, history: service.history, logger: Service.quiet
        ) {
            await mayFail.wait()
            throw ChallengeFailure(.notReady, "the model sees nobody")
        }
        try await parts.application().test(.live) { client in
            async let first = client.challenge("1")
            try await eventually("it waits") { parts.controller.gauge.read.waiting == 1 }
            mayFail.happen()
            for answer in [try await first, try await client.challenge("2")] {
                #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] != nil)
                #expect(answer.text.contains("the model sees nobody"))
            }
            #expect(try await client.get("/readiness").text.contains("the model sees nobody"))
        }
    }
}
