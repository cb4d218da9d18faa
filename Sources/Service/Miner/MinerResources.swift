import Foundation
import LocalWeb

/// The resource files of the service.
enum MinerResources {
    private static var folder: String { Bundle.module.bundlePath + "/Resources" }

    /// Loads the files of the operator's page. Throws if the installation is incomplete.
    static func dashboard() throws -> PageFiles { try PageFiles(folder: folder + "/dashboard") }

    /// Returns the bytes of a file. Throws if the installation is incomplete.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}
