import CUDA
import Foundation

/// NVIDIA's libraries beside ONNX Runtime's, where `make setup DEVICE=cuda` puts them. Unsafe: it opens libraries.
///
/// The loader looks for a library's dependencies in the system's folders only; one that is open already is found by its
/// name wherever it came from.
enum CUDALibraries {
    /// The beginnings of their files' names, those first that others need.
    private static let order = [
        "libcudart.", "libnvJitLink.", "libcublasLt.", "libcublas.", "libcufft.", "libcurand.", "libnvrtc-builtins.",
        "libnvrtc.", "libcudnn_graph.", "libcudnn_ops.", "libcudnn_adv.", "libcudnn_cnn.", "libcudnn_heuristic.",
        "libcudnn_engines_runtime_compiled.", "libcudnn_engines_precompiled.", "libcudnn_ext.", "libcudnn.",
        "libnvinfer.", "libnvinfer_plugin.", "libnvonnxparser.",
    ]

    /// Opens what is in the folder; a library that can't be opened is left for ONNX Runtime to complain of.
    static func open(in folder: String) {
        for file in files(of: (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []) {
            _ = dlopen("\(folder)/\(file)", RTLD_NOW | RTLD_GLOBAL)
        }
    }

    /// Of the names of a folder's files, those of the libraries, in the order to open them.
    static func files(of names: [String]) -> [String] {
        order.flatMap { beginning in names.filter { $0.hasPrefix(beginning) && $0.contains(".so") }.sorted() }
    }

    /// NVIDIA's driver, which comes with the system: `libcuda.so.1`. Why it can't be opened; nil where it can.
    static func driverFault(library: String = CUDACard.driverLibrary) -> String? {
        guard dlopen(library, RTLD_NOW | RTLD_LOCAL) == nil else { return nil }
        return dlerror().map { String(cString: $0) } ?? library
    }
}
