public import Engines
import Foundation

/// A runnable model: a model package, or a foreign file that describes itself.
public struct ModelPackage: Hashable, Sendable {
    /// The origin of a model.
    public enum Origin: Hashable, Sendable {
        /// A folder with `model.json`.
        case package
        /// One ONNX file.
        case foreignFile
    }

    /// The description of the model.
    public let manifest: ModelManifest
    /// The path of the file that the engine loads.
    public let weightsPath: String
    /// The path that was passed to `load`: a folder or a file.
    public let path: String
    /// The origin of the model.
    public let origin: Origin

    /// The name of the manifest's file.
    static let manifestName = "model.json"

    /// Loads a package's folder, its `model.json`, or a foreign ONNX file.
    ///
    /// Compares the weights of a package with the manifest's checksum. Throws an `InferenceError` if a file is missing,
    /// damaged or unsupported.
    public static func load(_ path: String) throws -> ModelPackage {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InferenceError(
                .modelMissing, "there is no model at \(path); name a model package's folder or an .onnx file")
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
                "\(package.weightsPath) doesn't match the package's checksum; download the package again")
        }
        return package
    }

    /// Reads a package's manifest without opening its weights.
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

/// The model packages in a list of folders.
public struct ModelCatalogue: Sendable {
    /// A folder with a manifest, valid or not.
    public struct Entry: Sendable {
        /// The package's folder.
        public let path: String
        /// The package, with weights that haven't been compared with the checksum, or the reason why it is invalid.
        public let package: Result<ModelPackage, InferenceError>
    }

    /// The packages in the order of the folders, sorted by path within each.
    public let entries: [Entry]

    /// Searches each folder and its direct subfolders. A folder that doesn't exist holds no package.
    public init(folders: [String]) {
        entries = folders.flatMap { folder in
            ([folder] + Self.subfolders(of: folder)).filter(Self.hasManifest).map { path in
                Entry(path: path, package: Self.read(path))
            }
        }
    }

    /// The packages that could be read.
    public var packages: [ModelPackage] { entries.compactMap { try? $0.package.get() } }

    /// Returns the first package of a name, or `nil` if there is none.
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
