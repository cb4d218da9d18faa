import Foundation
import HTTPTesting
import HTTPTypes
import Hummingbird
import Logging
import Testing

@testable import Labelling

struct LabellingRoutesTests {
    private let json: HTTPFields = [.contentType: "application/json"]

    private func withClient(_ test: @Sendable (any TestClientProtocol, Desk) async throws -> Void) async throws {
        nonisolated(unsafe) let desk = try Desk()
        let store = try await desk.startedStore()
        let server = try LabellingServer(store: store, port: 0, logger: Logger(label: "test"))
        try await server.application().test(.router) { try await test($0, desk) }
        await store.close()
    }

    private func body(_ labels: FrameLabels, done: Bool, revision: String?) throws -> ByteBuffer {
        let labels = try JSONSerialization.jsonObject(with: JSONEncoder().encode(labels))
        var object: [String: Any] = ["labels": labels, "done": done]
        object["revision"] = revision
        return ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: object))
    }

    private func object(_ response: TestResponse) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
    }

    @Test func thePageAndAllThatItAsksForAreThere() async throws {
        try await withClient { client, _ in
            let index = try await client.executeRequest(uri: "/", method: .get, headers: [:], body: nil)
            #expect(index.status == .ok)
            let page = String(buffer: index.body)
            #expect(page.hasPrefix("<!doctype html>") && !page.contains("http:") && !page.contains("https:"))
            for name in ["style.css", "app.js", "api.js", "view.js"] {
                let file = try await client.executeRequest(uri: "/\(name)", method: .get, headers: [:], body: nil)
                #expect(file.status == .ok, "\(name)")
                #expect(file.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(file.headers[.xContentTypeOptions] == "nosniff")
            }
            for path in ["/../Package.swift", "/%2e%2e/index.html", "/frames/7.jpg", "/frames/5.png", "/nothing"] {
                let none = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
                #expect(none.status == .notFound, "\(path)")
                #expect(none.headers[.contentSecurityPolicy] != nil)
            }
        }
    }

    @Test func theClipIsDescribed() async throws {
        try await withClient { client, _ in
            let answer = try await client.executeRequest(uri: "/api/clip", method: .get, headers: [:], body: nil)
            let clip = try object(answer)
            #expect(clip["clip"] as? String == "match.mp4")
            #expect(clip["width"] as? Int == 320)
            #expect((clip["frames"] as? [[String: Any]])?.compactMap { $0["frame"] as? Int } == [0, 5, 10])
            #expect((clip["vertices"] as? [[Double]])?.count == 32)
            #expect(clip["classes"] as? [String] == ["ball", "goalkeeper", "player", "referee"])
            let picture = try await client.executeRequest(uri: "/frames/5.jpg", method: .get, headers: [:], body: nil)
            #expect(picture.headers[.contentType] == "image/jpeg")
            #expect(picture.body.readableBytesView.starts(with: [0xff, 0xd8]))
        }
    }

    @Test func labelsAreSavedAndReadBack() async throws {
        try await withClient { client, desk in
            let saved = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: json,
                body: body(.sample, done: true, revision: ""))
            #expect(saved.status == .ok)
            #expect(desk.files.contains("players/valid/labels/match_000005.txt"))
            let read = try await client.executeRequest(uri: "/api/frames/5", method: .get, headers: [:], body: nil)
            let frame = try object(read)
            #expect(frame["state"] as? String == "done")
            #expect(frame["revision"] as? String == (try object(saved)["revision"] as? String))
            let found = try await client.executeRequest(
                uri: "/api/frames/5/found", method: .get, headers: [:], body: nil)
            #expect((try object(found)["objects"] as? [Any])?.count == 2)

            let late = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: json, body: body(.empty, done: false, revision: "old"))
            #expect(late.status == .conflict)
            let error = try object(late)["error"] as? [String: Any]
            #expect(error?["code"] as? String == "changedMeanwhile")
        }
    }

    @Test func thePitchIsChecked() async throws {
        try await withClient { client, _ in
            let labels = ByteBuffer(bytes: try JSONEncoder().encode(FrameLabels.pitch))
            let answer = try await client.executeRequest(uri: "/api/pitch", method: .post, headers: json, body: labels)
            #expect((try object(answer)["lines"] as? [Any])?.isEmpty == false)
        }
    }

    @Test(arguments: [
        "", "{", "[]", #"{"labels": {"objects": [], "keypoints": []}, "done": true}"#,
        #"{"labels": {"objects": [{"class_id": 7, "bbox": [0, 0, 9, 9]}], "keypoints": []}, "done": true}"#,
        #"{"labels": {"objects": [{"class_id": 2, "bbox": [0, 0, 9]}], "keypoints": []}, "done": true}"#,
    ])
    func whatIsNoLabelIsRefused(text: String) async throws {
        try await withClient { client, desk in
            let answer = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: json, body: ByteBuffer(string: text))
            #expect(answer.status == .badRequest)
            #expect(desk.files == ["match.labelling.json"])
        }
    }

    @Test func framesThatAreNotThereAreNotFound() async throws {
        try await withClient { client, desk in
            for frame in ["7", "-5", "x", "99999999999999999999"] {
                let read = try await client.executeRequest(
                    uri: "/api/frames/\(frame)", method: .get, headers: [:], body: nil)
                #expect(read.status == .notFound, "\(frame)")
                let written = try await client.executeRequest(
                    uri: "/api/frames/\(frame)", method: .put, headers: json,
                    body: body(.sample, done: true, revision: nil))
                #expect(written.status == .notFound, "\(frame)")
            }
            #expect(desk.files == ["match.labelling.json"])
        }
    }

    @Test func tooMuchIsRefused() async throws {
        try await withClient { client, desk in
            let flood = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20 | 1)
            let answer = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: json, body: flood)
            #expect(answer.status == .contentTooLarge)
            #expect(desk.files == ["match.labelling.json"])
        }
    }

    @Test func onlyThePageMayChangeLabels() async throws {
        try await withClient { client, desk in
            let labels = try body(.sample, done: true, revision: nil)
            let plain = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: [.contentType: "text/plain"], body: labels)
            #expect(plain.status == .unsupportedMediaType)
            let foreign: HTTPFields = [.contentType: "application/json", .origin: "http://evil.example"]
            let other = try await client.executeRequest(
                uri: "/api/frames/5", method: .put, headers: foreign, body: labels)
            #expect(other.status == .forbidden)
            #expect(desk.files == ["match.labelling.json"])
        }
    }
}
