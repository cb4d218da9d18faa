import Foundation
import Testing

@testable import Evaluation

/// Inputs and figures in `Resources`, which `make_references.py` there made with other people's programs.
enum Fixture {
    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: "Resources/\(name)", withExtension: nil)).path
    }

    static func rows(_ name: String) throws -> [[Double]] {
        let path = try path(name)
        return try NumberTable(TextFile.bytes(of: path), source: path).rows.map(\.values)
    }

    static func figures<Figures: Decodable>(_ name: String, as type: Figures.Type) throws -> Figures {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
}

/// The labelled frames and reference tracks that some tests use where they are present.
enum SharedData {
    static let folder: String? = {
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared").path
        let folder = ProcessInfo.processInfo.environment["SCOREVISION_SHARED"] ?? beside
        return FileManager.default.fileExists(atPath: folder + "/data") ? folder : nil
    }()

    static func path(_ name: String) -> String? {
        guard let folder, FileManager.default.fileExists(atPath: "\(folder)/data/\(name)") else { return nil }
        return "\(folder)/data/\(name)"
    }
}

/// A folder that is gone with the test.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "evaluation-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws -> String {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }
}

/// Whether two figures are the same to 1e-4, the precision asked of every instrument here.
func agree(_ a: Double, _ b: Double, within tolerance: Double = 1e-4) -> Bool {
    abs(a - b) <= tolerance
}
