import ArgumentParser
import DefaultModel
import Detection
import Engines
import Foundation
import Observations

/// `scorevision models`: lists and describes the available model packages.
struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List and describe model packages.",
        discussion: """
            A model package is a folder that contains model.json and the weights. The command searches the program's \
            own folder, SCOREVISION_MODELS, and the given folders.
            """)

    @Argument(help: "Package, .onnx file, or folder of packages.", completion: .directory)
    var paths: [String] = []

    func run() throws {
        for path in paths where !path.hasSuffix(".onnx") && !FileManager.default.fileExists(atPath: path) {
            throw InferenceError(.modelMissing, "no model at \(path): give a folder of packages or an .onnx file")
        }
        let environment = ProcessInfo.processInfo.environment["SCOREVISION_MODELS"].map { [$0] } ?? []
        let folders = paths.isEmpty ? [DefaultModel.folder] + environment : paths.filter { !$0.hasSuffix(".onnx") }
        for entry in ModelCatalogue(folders: folders).entries {
            switch entry.package {
            case .success(let package): describe(package)
            case .failure(let error): print("\(entry.path)\n  cannot be used: \(error)\n")
            }
        }
        for path in paths where path.hasSuffix(".onnx") { describe(try ModelPackage.load(path)) }
    }

    private func describe(_ package: ModelPackage) {
        let manifest = package.manifest
        var lines = ["\(manifest.name) \(manifest.version)"]
        if let description = manifest.description { lines.append(description) }
        lines.append("path      \(package.path)")
        lines.append("finds     \(manifest.classes.joined(separator: ", "))" + pitchNote(manifest))
        lines.append("input     \(manifest.input.width)x\(manifest.input.height), \(manifest.input.layout.rawValue)")
        lines.append("licence   \(manifest.licence)")
        for (name, value) in (manifest.quality ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("quality   \(name) = \(value)")
        }
        print(lines.joined(separator: "\n  ") + "\n")
    }

    private func pitchNote(_ manifest: ModelManifest) -> String {
        guard let keypoints = manifest.keypoints, keypoints > 0 else { return "" }
        return ", \(keypoints) keypoints of the pitch"
    }
}
