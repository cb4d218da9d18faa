import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Miner

/// The service does what its description says, and nothing else.
@Suite struct OpenAPITests {
    private func paths() throws -> [String: [String: [String: Any]]] {
        let document = try JSONSerialization.jsonObject(with: Data(MinerResources.bytes("openapi.json")))
        let paths = (document as? [String: Any])?["paths"] as? [String: [String: [String: Any]]]
        return try #require(paths)
    }

    @Test func everyPathThatIsDescribedAnswersWithAStatusThatIsDescribed() async throws {
        let paths = try paths().mapValues { methods in
            methods.mapValues { Array(($0["responses"] as? [String: Any] ?? [:]).keys) }
        }
        let folder = try TemporaryFolder()
        let service = try Service {
            ($0.dataFolder, $0.keptClipMegabytes) = (folder.path, 1)
        }
        try FileManager.default.createDirectory(atPath: folder.path("kept-clips"), withIntermediateDirectories: true)
        try await service.run { client, parts in
            _ = try await client.challenge()
            while try await parts.desk.keeper.history.challenge(1)?.state != .answered {
                try await Task.sleep(for: .milliseconds(10))
            }
            try Data("clip".utf8).write(to: URL(fileURLWithPath: parts.settings.dataFolder + "/kept-clips/1"))
            for (path, methods) in paths where path != "/api/events" {
                for (method, statuses) in methods {
                    let response = try await client.execute(
                        uri: path.replacing("{id}", with: "1").replacing("{file}", with: "app.js"),
                        method: method == "post" ? .post : .get)
                    #expect(statuses.contains("\(response.status.code)"), "\(method) \(path): \(response.status)")
                    #expect(response.status != .notFound)
                }
            }
        }
    }

    @Test func everyWayIsDescribed() async throws {
        let described = try paths().mapValues { Set($0.keys) }
        try await Service().run { _, parts in
            let routes = try MinerRoutes(desk: parts.desk).router().routes
            #expect(!routes.isEmpty)
            for route in routes {
                let path = route.path.description.replacing(":id", with: "{id}").replacing("${id}", with: "{id}")
                let full = path.hasPrefix("/") ? path : "/" + path
                #expect(described[full]?.contains("\(route.method)".lowercased()) == true, "\(route.method) \(full)")
            }
        }
    }

    @Test func answersHaveTheFieldsThatAreDescribed() async throws {
        let document = try JSONSerialization.jsonObject(with: Data(MinerResources.bytes("openapi.json")))
        let components = (document as? [String: Any])?["components"] as? [String: Any]
        let schemas = try #require(components?["schemas"] as? [String: [String: Any]])
        let required = schemas.mapValues { Set($0["required"] as? [String] ?? []) }
        let known = schemas.mapValues { Set(($0["properties"] as? [String: Any] ?? [:]).keys) }
        try await Service().run { client, parts in
            _ = try await client.challenge()
            while try await parts.desk.keeper.history.challenge(1)?.state != .answered {
                try await Task.sleep(for: .milliseconds(10))
            }
            for (path, schema) in [
                ("/readiness", "State"), ("/health", "Health"), ("/api/challenges", "Overview"),
                ("/api/challenges/1", "Record"), ("/api/challenges/2", "Problem"),
                ("/api/challenges/1/playback", "Playback"),
            ] {
                let fields = Set(try await client.get(path).json().keys)
                #expect(required[schema]?.isSubset(of: fields) == true, "\(path) has \(fields)")
                #expect(known[schema]?.isSuperset(of: fields) == true, "\(path) has \(fields)")
            }
        }
    }
}
