public import Engines
import Foundation

/// A model that can be run: the project's own package, or a foreign file that explains itself.
public struct ModelPackage: Hashable, Sendable {
    /// Where a model comes from.
    public enum Origin: Hashable, Sendable {
        /// A folder with `model.json`.
        case package
        /// One ONNX file.
        case foreignFile
    }

    /// What the model says of itself.
    public let manifest: ModelManifest
    /// The file that the engine reads.
    public let weightsPath: String
    /// The folder or file that was asked for.
    public let path: String
    /// Where the model comes from.
    public let origin: Origin

    /// The name of a package's description.
    static let manifestName = "model.json"

    /// Opens a package's folder, its `model.json`, or a foreign ONNX file.
    ///
    /// Compares the weights of a package with its checksum. Throws an `InferenceError` that says what is missing, broken
    /// or not understood.
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
        guard Checksum.sha256(weights) == package.manifest.sha256.lowercased() else {
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

/// The model packages found in folders.
public struct ModelCatalogue: Sendable {
    /// A folder that holds a package, or what should be one.
    public struct Entry: Sendable {
        /// The package's folder.
        public let path: String
        /// The package, its weights not yet compared with the checksum, or why it is none.
        public let package: Result<ModelPackage, InferenceError>
    }

    /// By path, each folder's in turn.
    public let entries: [Entry]

    /// Looks at each folder itself and at the folders in it. A folder that doesn't exist holds no package.
    public init(folders: [String]) {
        entries = folders.flatMap { folder in
            ([folder] + Self.subfolders(of: folder)).filter(Self.hasManifest).map { path in
                Entry(path: path, package: Self.read(path))
            }
        }
    }

    /// The readable packages.
    public var packages: [ModelPackage] { entries.compactMap { try? $0.package.get() } }

    /// The first package of that name.
    public func package(named name: String) -> ModelPackage? { packages.first { $0.manifest.name == name } }

    private static func read(_ path: String) -> Result<ModelPackage, InferenceError> {
        do {
            return .success(try ModelPackage.readFolder(path))
        } catch let error as InferenceError {
            return .failure(error)
        } catch {
            return .failure(InferenceError(.packageInvalid, "\(path) can't be read", context: "\(error)"))
        }
    }

    private static func subfolders(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { URL(fileURLWithPath: folder).appendingPathComponent($0).path }
    }

    private static func hasManifest(_ folder: String) -> Bool {
        let manifest = URL(fileURLWithPath: folder).appendingPathComponent(ModelPackage.manifestName).path
        return FileManager.default.fileExists(atPath: manifest)
    }
}
