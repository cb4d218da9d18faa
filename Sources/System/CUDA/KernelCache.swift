import Foundation

/// Where compiled kernels are kept. What is in it may be deleted at any time.
struct KernelCache {
    /// nil = nowhere.
    let folder: String?

    /// A name for what is made of a source; another source has another name (FNV-1a, 64 bits).
    static func name(of source: String, capability: Int) -> String {
        let hash = source.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "pictures-\(String(hash, radix: 16))-sm_\(capability).cubin"
    }

    func read(_ name: String) -> [UInt8]? {
        folder.flatMap { FileManager.default.contents(atPath: "\($0)/kernels/\(name)") }.map { [UInt8]($0) }
    }

    /// Goes without where nothing can be written.
    func write(_ image: [UInt8], _ name: String) {
        guard let folder else { return }
        let place = URL(fileURLWithPath: folder).appending(path: "kernels")
        try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try? Data(image).write(to: place.appending(path: name), options: .atomic)
    }
}
