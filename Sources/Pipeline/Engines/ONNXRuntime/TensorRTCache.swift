import Foundation

/// The folders for the engines that TensorRT builds from a model, and for the kernel timings it uses to build them.
///
/// An engine is valid for one model, shape, number format, kind of GPU, driver and library version, so each combination
/// has its own folder. The models of a GPU share timings.
struct TensorRTCache: Hashable, Sendable {
    let engines: String
    let timings: String

    /// The properties that an engine depends on.
    struct Key: Hashable, Sendable {
        /// The SHA-256 checksum of the weights file, in hexadecimal.
        var checksum: String
        /// The GPU and its driver.
        var identity: String
        /// The library's version.
        var version: String
        var shape: [Int]
        var isQuantised: Bool
        var precision: GPUSettings.Precision
    }

    init(_ key: Key, in folder: String) {
        let machine = Self.plain("\(key.identity) \(key.version)")
        let shape = key.shape.map(String.init).joined(separator: "x")
        let numbers = (key.isQuantised ? "int8-" : "") + key.precision.rawValue
        let base = folder + "/tensorrt/" + machine
        engines = "\(base)/\(key.checksum.prefix(16))-\(shape)-\(numbers)"
        timings = "\(base)/timings"
    }

    /// Creates the folders. Returns `false` if they can't be written.
    func prepare() -> Bool {
        [engines, timings].allSatisfy { folder in
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return FileManager.default.isWritableFile(atPath: folder)
        }
    }

    /// Whether the cache holds an engine.
    var isFilled: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: engines)) ?? []
        return names.contains { $0.hasSuffix(".engine") }
    }

    /// Returns text reduced to letters, digits, dots and dashes, which every file system accepts.
    private static func plain(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }
        return words.isEmpty ? "unknown" : words.joined(separator: "-")
    }
}
