import Foundation

/// The model packages found in folders.
public struct ModelCatalogue: Sendable {
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
