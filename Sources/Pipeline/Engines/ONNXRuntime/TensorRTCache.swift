import Foundation

/// Where TensorRT keeps the engines that it builds of a model, and the timings of kernels that it chooses by.
///
/// An engine fits one model, one shape, one way to compute, one kind of GPU, one driver and one version of the library,
/// so that each combination has a folder of its own. Timings are shared by the models of a GPU.
struct TensorRTCache: Hashable, Sendable {
    let engines: String
    let timings: String

    /// What an engine fits.
    struct Key: Hashable, Sendable {
        /// Of the weights' file, in hexadecimal.
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

    /// Makes its folders. False where they can't be written.
    func prepare() -> Bool {
        [engines, timings].allSatisfy { folder in
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return FileManager.default.isWritableFile(atPath: folder)
        }
    }

    /// Whether an engine is there.
    var isFilled: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: engines)) ?? []
        return names.contains { $0.hasSuffix(".engine") }
    }

    /// Letters, digits, dots and dashes: what a folder may be called anywhere.
    private static func plain(_ text: String) -> String {
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }
        return words.isEmpty ? "unknown" : words.joined(separator: "-")
    }
}
