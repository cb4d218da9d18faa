import Foundation
import ModelTesting
import Observations
import Testing

@testable import Detection
@testable import Engines

@Suite struct ModelPackageTests {
    /// A package of the heat-map network; `change` may spoil its description.
    static func make(
        in folder: URL, weights name: String = "heatmap.onnx", change: (inout [String: Any]) -> Void = { _ in }
    ) throws {
        let weights = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path(name)))
        try weights.write(to: folder.appendingPathComponent("model.onnx"))
        var manifest: [String: Any] = [
            "format": 1, "name": "test", "version": "1.0.0", "task": ["players", "pitch"],
            "heads": ["centre-heatmap"], "input": ["layout": "yuv420-s2d", "width": 64, "height": 32],
            "classes": ["ball", "goalkeeper", "player", "referee"], "keypoints": 32, "weights": "model.onnx",
            "sha256": Checksum.sha256(weights), "licence": "MIT", "quality": ["players.map50.all": 0.5],
        ]
        change(&manifest)
        try JSONSerialization.data(withJSONObject: manifest).write(to: folder.appendingPathComponent("model.json"))
    }

    @Test func opensAPackageByFolderOrDescription() throws {
        try Fixtures.withTemporaryFolder { folder in
            try Self.make(in: folder)
            let package = try ModelPackage.load(folder.path)
            #expect(package.manifest.name == "test")
            #expect(package.manifest.quality == ["players.map50.all": 0.5])
            #expect(package.origin == .package)
            let again = try ModelPackage.load(folder.appendingPathComponent("model.json").path)
            #expect(again.manifest == package.manifest)
        }
    }

    /// FIPS 180-4's own example.
    @Test func checksumsAreSHA256() {
        #expect(
            Checksum.sha256(Data("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func noticesOtherWeights() throws {
        try Fixtures.withTemporaryFolder { folder in
            try Self.make(in: folder)
            let weights = folder.appendingPathComponent("model.onnx")
            try (try Data(contentsOf: weights) + Data([0])).write(to: weights)
            #expect(code { try ModelPackage.load(folder.path) } == .checksumMismatch)
            try FileManager.default.removeItem(at: weights)
            #expect(code { try ModelPackage.load(folder.path) } == .modelMissing)
        }
    }

    @Test(arguments: [
        ("format", 2 as any Sendable, "format 2"),
        ("name", "" as any Sendable, "name"),
        ("heads", ["wizard"] as any Sendable, "centre-heatmap"),
        ("heads", [String]() as any Sendable, "at least one"),
        ("classes", ["ball", "player"] as any Sendable, "4 classes"),
        ("classes", ["a", "b", "c", "d"] as any Sendable, "none of the classes"),
        ("keypoints", 17 as any Sendable, "keypoints: 32"),
        ("weights", "../model.onnx" as any Sendable, "same folder"),
        ("sha256", "abc" as any Sendable, "64 hexadecimal"),
        ("licence", 5 as any Sendable, "'licence'"),
        ("input", ["layout": "yuv420-s2d", "width": 100, "height": 32] as [String: any Sendable], "multiples of 32"),
        ("input", ["layout": "rgb", "width": 64, "height": 32] as [String: any Sendable], "rgb-unit"),
    ])
    func saysWhatIsWrongWithADescription(key: String, value: any Sendable, words: String) throws {
        try Fixtures.withTemporaryFolder { folder in
            try Self.make(in: folder) { $0[key] = value }
            let error = try #require(throws: InferenceError.self) { try ModelPackage.load(folder.path) }
            #expect(error.code == .packageInvalid)
            #expect(error.message.contains(words), "\(error.message)")
        }
    }

    @Test func namesAMissingField() throws {
        try Fixtures.withTemporaryFolder { folder in
            try Self.make(in: folder) { $0["licence"] = nil }
            let error = try #require(throws: InferenceError.self) { try ModelPackage.load(folder.path) }
            #expect(error.message.contains("'licence' is missing"))
            try Data("{".utf8).write(to: folder.appendingPathComponent("model.json"))
            let broken = try #require(throws: InferenceError.self) { try ModelPackage.load(folder.path) }
            #expect(broken.message.contains("not valid JSON"))
        }
    }

    @Test func listsPackagesAndWhatIsWrongWithOthers() throws {
        try Fixtures.withTemporaryFolder { folder in
            for name in ["b", "a", "broken", "other"] {
                let subfolder = folder.appendingPathComponent(name)
                try FileManager.default.createDirectory(at: subfolder, withIntermediateDirectories: false)
                if name != "other" { try Self.make(in: subfolder) { $0["name"] = name == "broken" ? "" : name } }
            }
            let catalogue = ModelCatalogue(folders: [folder.path, "/nowhere"])
            #expect(catalogue.entries.count == 3)
            #expect(catalogue.packages.map(\.manifest.name) == ["a", "b"])
            #expect(catalogue.package(named: "b") != nil)
            #expect(catalogue.package(named: "c") == nil)
            let failure = try #require(catalogue.entries.last)
            #expect(throws: InferenceError.self) { try failure.package.get() }
        }
    }

    @Test func aFolderWithoutDescriptionIsNoPackage() throws {
        try Fixtures.withTemporaryFolder { folder in
            #expect(code { try ModelPackage.load(folder.path) } == .modelMissing)
        }
    }
}
