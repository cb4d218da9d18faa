import Foundation
import Testing

/// The layers are the folders of `Sources`. A target imports only from its own layer and from those before it.
@Suite struct LayerTests {
    private static let layers = ["System", "Football", "Pipeline", "Service", "Tools", "scorevision"]
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized

    /// A target's place: `Sources/LAYER/TARGET`, or `Sources/scorevision`, which is a layer of one target.
    struct Module: Hashable {
        var name: String
        var layer: Int
        var folder: URL
    }

    private static func modules() throws -> [Module] {
        try layers.enumerated().flatMap { layer, name -> [Module] in
            let folder = root.appending(path: "Sources/\(name)")
            if name == "scorevision" { return [Module(name: name, layer: layer, folder: folder)] }
            return try folders(in: folder).map { Module(name: $0.lastPathComponent, layer: layer, folder: $0) }
        }
    }

    @Test func everyFolderOfSourcesIsALayer() throws {
        let folders = try Self.folders(in: Self.root.appending(path: "Sources")).map(\.lastPathComponent)
        #expect(Set(folders) == Set(Self.layers))
    }

    @Test func everyTargetOfTheManifestHasAFolder() throws {
        let names = Set(try Self.modules().map(\.name))
        let manifest = try Self.manifest()
        #expect(!manifest.targets.isEmpty)
        #expect(Set(manifest.targets.map(\.name)) == names)
        for target in manifest.targets where target.layer != nil {
            #expect(try Self.modules().contains { $0.name == target.name && Self.layers[$0.layer] == target.layer })
        }
    }

    @Test func noTargetDependsOnALayerBelow() throws {
        let layers = Dictionary(uniqueKeysWithValues: try Self.modules().map { ($0.name, $0.layer) })
        for target in try Self.manifest().targets {
            for dependency in target.dependencies {
                guard let own = layers[target.name], let other = layers[dependency] else { continue }
                #expect(other <= own, "\(target.name) depends on \(dependency), which is in a layer below it")
            }
        }
    }

    @Test func noFileImportsFromALayerBelow() throws {
        let modules = try Self.modules()
        let layers = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.layer) })
        let declared = Dictionary(uniqueKeysWithValues: try Self.manifest().targets.map { ($0.name, $0.dependencies) })
        var count = 0
        for module in modules {
            for file in Self.swiftFiles(in: module.folder) {
                for name in Self.imports(of: try String(contentsOf: file, encoding: .utf8)) {
                    guard let layer = layers[name] else { continue }
                    count += 1
                    let place = file.path.dropFirst(Self.root.path.count + 1)
                    #expect(layer <= module.layer, "\(place) imports \(name), which is in a layer below it")
                    #expect(
                        declared[module.name]?.contains(name) == true,
                        "\(place) imports \(name), which Package.swift does not give \(module.name)")
                }
            }
        }
        #expect(count > 100)
    }

    @Test func findsEveryWayToImport() {
        let text = """
            import A
            public import B
            @testable import C
            @preconcurrency public import struct D.Point
            #if canImport(E)
                import E
            #endif
            // import F
            let text = "import G"
            """
        #expect(Self.imports(of: text) == ["A", "B", "C", "D", "E"])
    }

    // MARK: - Reading

    private static func folders(in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
            .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .sorted { $0.path < $1.path }
    }

    private static func swiftFiles(in folder: URL) -> [URL] {
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
    }

    private static func imports(of text: String) -> [String] {
        let pattern =
            #/
            ^\s* (?:@\w+\s+)* (?:(?:public|package|internal|fileprivate|private)\s+)?
            import\s+ (?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)? (\w+)
            /#
        return text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: pattern).map { String($0.output.1) }
        }
    }

    /// What the manifest says of a target: its name, the layer it is declared in, and its dependencies by name.
    struct Declaration {
        var name: String
        var layer: String?
        var dependencies: [String]
    }

    struct Manifest {
        var targets: [Declaration]
    }

    /// Reads the manifest's text: `library(`, `headers(` and `.executableTarget(` each up to the bracket that closes it.
    private static func manifest() throws -> Manifest {
        let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        guard let start = text.firstRange(of: "let package = Package(") else { return Manifest(targets: []) }
        let body = text[start.upperBound...]
        let heads = body.matches(of: /(?m)^\s+(library|headers|\.executableTarget|\.target)\(/)
        let targets = heads.compactMap { head -> Declaration? in
            let call = upToClosingBracket(body[head.range.upperBound...])
            // Test support lies in Tests/.
            if call.contains("path: \"Tests/") { return nil }
            let words = call.matches(of: /"([^"]*)"/).map { String($0.output.1) }
            guard let name = words.first else { return nil }
            let layer = call.firstMatch(of: /in: \.(\w+)/).map { match in
                String(match.output.1.prefix(1).uppercased() + match.output.1.dropFirst())
            }
            // A product of another package is no target of this one.
            let own = call.replacing(/\.product\([^)]*\)/, with: "").matches(of: /"([^"]*)"/).map {
                String($0.output.1)
            }
            return Declaration(name: name, layer: layer, dependencies: Array(own.dropFirst()))
        }
        return Manifest(targets: targets)
    }

    private static func upToClosingBracket(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
