import Foundation

/// The resource files of the service.
enum MinerResources {
    /// The folder of the resource files.
    static var folder: String { Bundle.module.bundlePath + "/Resources" }

    /// Returns the bytes of a file. Throws if the installation is incomplete.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}
