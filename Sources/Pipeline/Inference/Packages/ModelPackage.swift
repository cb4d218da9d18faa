import Foundation

/// A model that can be run: the project's own package, or a foreign file that explains itself.
public struct ModelPackage: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        /// A folder with `model.json`.
        case package
        /// One ONNX file.
        case foreignFile
    }

    public let manifest: ModelManifest
    /// The file that the engine reads.
    public let weightsPath: String
    /// The folder or file that was asked for.
    public let path: String
    public let origin: Origin

    /// The name of a package's description.
    public static let manifestName = "model.json"

    /// Opens a package's folder, its `model.json`, or a foreign ONNX file.
    ///
    /// Throws an `InferenceError` that says what is missing, broken or not understood. The weights of a package are
    /// compared with its checksum.
    public static func load(_ path: String) throws -> ModelPackage {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InferenceError(.modelMissing, "no model at \(path): give a model package's folder or an .onnx file")
        }
        if isFolder.boolValue { return try loadFolder(path) }
        let url = URL(fileURLWithPath: path)
        if url.lastPathComponent == manifestName { return try loadFolder(url.deletingLastPathComponent().path) }
        let manifest = try ForeignModel.describe(ONNXFile(path: path), path: path)
        return ModelPackage(manifest: manifest, weightsPath: path, path: path, origin: .foreignFile)
    }

    private static func loadFolder(_ folder: String) throws -> ModelPackage {
        let package = try readFolder(folder)
        guard let weights = try? Data(contentsOf: URL(fileURLWithPath: package.weightsPath), options: .mappedIfSafe)
        else {
            throw InferenceError(.modelMissing, "\(folder): the weights \(package.manifest.weights) can't be read")
        }
        guard try Checksum.sha256(weights) == package.manifest.sha256.lowercased() else {
            throw InferenceError(
                .checksumMismatch,
                "\(package.weightsPath) is not the file that the package was made with; fetch the package again")
        }
        return package
    }

    /// A package by its description alone: the weights are not looked at.
    static func readFolder(_ folder: String) throws -> ModelPackage {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        let description = url.appendingPathComponent(manifestName).path
        guard let json = FileManager.default.contents(atPath: description) else {
            throw InferenceError(.modelMissing, "\(folder) is not a model package: it has no readable \(manifestName)")
        }
        let manifest = try ModelManifest(json: json, path: description)
        return ModelPackage(
            manifest: manifest, weightsPath: url.appendingPathComponent(manifest.weights).path, path: folder,
            origin: .package)
    }
}
