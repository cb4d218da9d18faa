import Foundation
import HTTPTesting
import HTTPTypes
import NIOCore
import Signing
import Testing

@testable import ClipWorker
@testable import Miner

/// What validators and probes see.
@Suite struct ProtocolTests {
    @Test func aChallengeIsAnswered() async throws {
        try await Service().run { client, parts in
            let response = try await client.challenge("abc")
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "application/json")
            #expect(try response.json()["challenge_id"] as? String == "abc")
            #expect(parts.controller.metrics.text(parts.controller.gauge.read).contains(#"outcome="ok"} 1"#))
        }
    }

    @Test(arguments: [
        (#"{"challenge_id": "1"}"#, "video_url"), (#"{"video_url": "http://a/b"}"#, "challenge_id"),
        (#"{"challenge_id": "1", "video_url": 3}"#, "video_url"), ("not json", "JSON"), ("", "JSON"),
        ("[]", "wrong type"),
    ])
    func whatIsNoChallengeIsRefused(_ body: String, _ named: String) async throws {
        try await Service().run { client, _ in
            let response = try await client.execute(
                uri: "/soccer/challenge", method: .post, body: ByteBuffer(string: body))
            #expect(response.status.code == 422)
            #expect(response.text.contains(named))
        }
    }

    @Test func unknownFieldsAndNumbersForIDsAreTaken() throws {
        let challenge = try ChallengeRequest(Array(#"{"challenge_id": 7, "video_url": "u", "more": [1]}"#.utf8))
        #expect(challenge.challengeID == "7")
    }

    @Test func predictIsAnswered() async throws {
        try await Service().run { client, _ in
            let response = try await client.execute(
                uri: "/predict", method: .post, body: ByteBuffer(string: #"{"url": "http://a/b"}"#))
            #expect(response.status == .ok)
            #expect(try response.json()["success"] as? Bool == true)
        }
    }

    @Test(arguments: [TestingSetup.router, .live]) func probesAnswer(_ setup: TestingSetup) async throws {
        try await Service().run(setup) { client, _ in
            #expect(try await client.get("/availability").json()["available"] as? Bool == true)
            #expect(try await client.get("/healthz").status == .ok)
            #expect(try await client.get("/readiness").json()["ready"] as? Bool == true)
            #expect(try await client.get("/health").json()["model_loaded"] as? Bool == true)
            #expect(try await client.execute(uri: "/health", method: .post).status == .ok)
            let page = try await client.get("/")
            #expect(page.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        }
    }

    @Test func aFailureOfTheWorkerHasItsStatus() async throws {
        for code in [ChallengeFailure.Code.workerDied, .addressRefused, .downloadFailed, .timedOut, .clipUnreadable] {
            try await Service().run(worker: { _, _, _ in throw ChallengeFailure(code, "because") }) { client, _ in
                let response = try await client.challenge()
                #expect(response.status.code == code.status)
                #expect(try response.json()["detail"] as? String == "because")
                #expect(try response.json()["code"] as? String == code.rawValue)
            }
        }
    }

    @Test func theHistoryIsShownWithoutQueries() async throws {
        try await Service().run { client, parts in
            _ = try await client.challenge("abc")
            try await eventually("it is in the history") {
                try await parts.controller.historyWriter.history.challenge(1)?.state == .answered
            }
            let list = try await client.get("/api/challenges")
            #expect(list.text.contains(#""challenge_id":"abc""#))
            #expect(list.text.contains("http://a.example/a.mp4"))
            #expect(!list.text.contains("secret"))
            let one = try await client.get("/api/challenges/1").json()
            #expect(one["state"] as? String == "answered")
            #expect(one["decode_seconds"] as? Double == 0.25)
            #expect(try await client.get("/api/challenges/1/result").json()["challenge_id"] as? String == "abc")
            #expect(try await client.get("/api/challenges/2").status == .notFound)
            #expect(try await client.get("/api/challenges/x").status == .notFound)
            #expect(try await client.get("/api/challenges?limit=0").status.code == 422)
        }
    }

    @Test func refusalsHaveTheirStatuses() {
        let statuses = Dictionary(grouping: RequestRefusal.Code.allCases, by: \.status).mapValues(Set.init)
        #expect(statuses[422] == [.headerMissing, .headerInvalid])
        #expect(statuses[401] == [.nonceInvalid, .nonceOutOfTime, .nonceSeen, .hotkeyInvalid, .signatureInvalid])
        #expect(statuses[403] == [.minerMismatch, .hotkeyUnknown, .stakeTooLow])
        #expect(statuses[429] == [.tooManyNonces])
        #expect(statuses[503] == [.nonceNotKept])
    }
}
