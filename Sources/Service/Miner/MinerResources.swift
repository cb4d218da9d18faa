import Foundation

/// The files that ship with the service.
enum MinerResources {
    static var folder: String { Bundle.module.bundlePath + "/Resources" }

    /// The bytes of one. Throws where the installation is incomplete.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}
