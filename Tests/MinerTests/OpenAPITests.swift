import Foundation
import HTTPTesting
import HTTPTypes
import Hummingbird
import NIOCore
import Settings
import Testing

@testable import ClipWorker
@testable import Miner

/// The service does what its description says, and nothing else.
@Suite(.timeLimit(.minutes(5))) struct OpenAPITests {
    /// What is sent where something has to be.
    private static let bodies = [
        "/soccer/challenge": [
            #"{"challenge_id": "1", "type": "gsr", "video_url": "http://a/b", "created_at": null}"#,
            #"{"challenge_id": 1, "video_url": "http://a/b"}"#,
        ],
        "/predict": [
            #"{"url": "http://a/b"}"#,
            #"{"frames": [{"frame_id": 1, "data": "AQID"}], "meta": {"batch_size": 64, "n_keypoints": 32}}"#,
        ],
    ]

    @Test func whatIsSentIsDescribed() throws {
        let description = try APIDescription()
        for (path, bodies) in Self.bodies {
            let schema = try #require(description.request(path))
            for body in bodies {
                #expect(description.flaws(of: try JSONSerialization.jsonObject(with: Data(body.utf8)), schema) == [])
            }
            #expect(description.flaws(of: [1], schema) != [])
            #expect(description.flaws(of: ["challenge_id": 1.5, "frames": [[:]]] as [String: Any], schema) != [])
        }
    }

    /// Every path, with and without the body that it wants: the status is described, and a JSON answer is as its schema.
    @Test func everyPathThatIsDescribedAnswersAsDescribed() async throws {
        let description = try APIDescription()
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let service = try Service {
            ($0.dataFolder, $0.keptClipMegabytes) = (folder.path, 1)
        }
        try FileManager.default.createDirectory(atPath: folder.path("kept-clips"), withIntermediateDirectories: true)
        try await service.run { client, parts in
            _ = try await client.challenge()
            try await eventually("it is in the history") {
                try await parts.controller.historyWriter.history.challenge(1)?.state == .answered
            }
            try Data("clip".utf8).write(to: URL(fileURLWithPath: parts.settings.dataFolder + "/kept-clips/1"))
            for (path, methods) in description.paths where path != "/api/events" {
                for method in methods.keys {
                    let bodies = method == "post" ? (Self.bodies[path] ?? []) : []
                    for body in [nil] + bodies.map(Optional.some) {
                        let response = try await client.execute(
                            uri: path.replacing("{id}", with: "1").replacing("{file}", with: "app.js"),
                            method: method == "post" ? .post : .get, body: body.map { ByteBuffer(string: $0) })
                        let status = response.status.code
                        #expect(description.knows(path, method, status: status), "\(method) \(path): \(status)")
                        #expect(body == nil || status == 200, "\(method) \(path) \(body ?? ""): \(status)")
                        #expect(status != 404)
                        guard description.answer(path, method, status: status) != nil else { continue }
                        let flaws = description.flaws(
                            of: response.body.readableBytesView, path, method, status: status)
                        #expect(flaws == [], "\(method) \(path): \(status)")
                    }
                }
            }
        }
    }

    @Test func everyWayIsDescribed() async throws {
        let described = try APIDescription().paths.mapValues { Set($0.keys) }
        try await Service().run { _, parts in
            let routes = try MinerRoutes(controller: parts.controller).router().routes
            #expect(!routes.isEmpty)
            for route in routes {
                let path = route.path.description.replacing(":id", with: "{id}").replacing("${id}", with: "{id}")
                let full = path.hasPrefix("/") ? path : "/" + path
                #expect(described[full]?.contains("\(route.method)".lowercased()) == true, "\(route.method) \(full)")
            }
        }
    }

    /// The answers that the paths above don't come to: refusals, and what isn't there.
    @Test func problemsAreAsDescribed() async throws {
        let description = try APIDescription()
        let garbage = ByteBuffer(string: "no JSON"), large = ByteBuffer(repeating: 0x20, count: 65 << 10)
        try await Service().run { client, _ in
            for (path, method, body, status) in [
                ("/soccer/challenge", "post", garbage, 422), ("/soccer/challenge", "post", large, 413),
                ("/api/challenges/{id}", "get", nil, 404), ("/api/challenges/{id}/playback", "get", nil, 404),
            ] {
                let response = try await client.execute(
                    uri: path.replacing("{id}", with: "99"), method: method == "post" ? .post : .get, body: body)
                #expect(response.status.code == status)
                let flaws = description.flaws(of: response.body.readableBytesView, path, method, status: status)
                #expect(flaws == [], "\(path)")
            }
        }
        for code in [ChallengeFailure.Code.workerDied, .addressRefused, .downloadFailed, .timedOut, .overloaded] {
            try await Service().run(worker: { _, _, _ in throw ChallengeFailure(code, "because") }) { client, _ in
                for (path, bodies) in Self.bodies {
                    let response = try await client.execute(
                        uri: path, method: .post, body: ByteBuffer(string: bodies[0]))
                    #expect(response.status.code == code.status)
                    let bytes = response.body.readableBytesView
                    #expect(description.flaws(of: bytes, path, "post", status: code.status) == [], "\(path)")
                }
            }
        }
    }
}
