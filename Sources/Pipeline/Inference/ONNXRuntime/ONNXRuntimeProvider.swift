import CONNXRuntime
import Foundation

/// A part of ONNX Runtime that runs networks on a device. Unsafe: it passes texts to the library.
struct ONNXRuntimeProvider: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case tensorRT, cuda
        /// One without functions of its own in the library's table, by its short name.
        case other(String)
    }

    var kind: Kind
    /// By ONNX Runtime's names.
    var options: [String: String]

    /// The name by which the library lists it.
    var name: String {
        switch kind {
        case .tensorRT: "TensorrtExecutionProvider"
        case .cuda: "CUDAExecutionProvider"
        case .other(let name): name + "ExecutionProvider"
        }
    }

    /// Adds it to the options of a session to come. Throws where its libraries are missing.
    func add(to session: UnsafeMutableRawPointer, _ calls: ONNXRuntimeCalls) throws {
        let table = calls.table
        let pairs = options.sorted { $0.key < $1.key }.map { (strdup($0.key), strdup($0.value)) }
        defer {
            for (key, value) in pairs {
                free(key)
                free(value)
            }
        }
        let keys = pairs.map { UnsafePointer<CChar>($0.0) }, values = pairs.map { UnsafePointer<CChar>($0.1) }
        switch kind {
        case .tensorRT:
            let made = try calls.make("start TensorRT") { scorevision_ort_make_tensorrt_options(table, $0) }
            defer { calls.release(scorevision_ort_tensorrt_options, made) }
            try calls.check("set TensorRT's options") {
                scorevision_ort_set_tensorrt_options(table, made, keys, values, pairs.count)
            }
            try calls.check("start TensorRT") { scorevision_ort_add_tensorrt(table, session, made) }
        case .cuda:
            let made = try calls.make("start CUDA") { scorevision_ort_make_cuda_options(table, $0) }
            defer { calls.release(scorevision_ort_cuda_options, made) }
            try calls.check("set CUDA's options") {
                scorevision_ort_set_cuda_options(table, made, keys, values, pairs.count)
            }
            try calls.check("start CUDA") { scorevision_ort_add_cuda(table, session, made) }
        case .other(let name):
            try calls.check("start \(name)") {
                scorevision_ort_add_provider(table, session, name, keys, values, pairs.count)
            }
        }
    }

    /// Whether it starts, which takes its libraries; why not in the error.
    func start(_ library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        let session = try calls.make("make options") { scorevision_ort_make_session_options(calls.table, $0) }
        defer { calls.release(scorevision_ort_session_options, session) }
        try add(to: session, calls)
    }
}
