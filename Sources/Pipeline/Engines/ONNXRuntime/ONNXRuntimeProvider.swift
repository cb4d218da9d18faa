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

/// Option names: ONNX Runtime's documentation of its TensorRT, CUDA and CoreML execution providers.
extension ONNXRuntimeProvider {
    /// What a network is that runs on a GPU.
    struct Work: Hashable, Sendable {
        /// Whether it holds 8-bit numbers.
        var isQuantised: Bool
        var input: TensorDescription
        /// The input's shape in each run.
        var shape: [Int]
        /// Where TensorRT keeps what it builds; nil = nowhere.
        var cache: TensorRTCache?
    }

    /// CUDA alone.
    static func cuda(card: Int, _ gpu: GPUSettings) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            // Doubling what is held would pass the limit long before it is needed.
            "arena_extend_strategy": "kSameAsRequested",
            "cudnn_conv_algo_search": "HEURISTIC",
            // Halves round as TF32 does, and more; whoever wants 32 bits wants all of them.
            "use_tf32": gpu.precision == .float16 ? "1" : "0",
        ]
        if let limit = gpu.memoryLimit { options["gpu_mem_limit"] = "\(limit)" }
        return ONNXRuntimeProvider(kind: .cuda, options: options)
    }

    static func tensorRT(card: Int, _ gpu: GPUSettings, _ work: Work) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            "trt_fp16_enable": gpu.precision == .float16 ? "1" : "0",
            // Networks with 8-bit numbers carry their scales: no calibration is needed.
            "trt_int8_enable": work.isQuantised ? "1" : "0",
        ]
        if let limit = gpu.memoryLimit {
            options["trt_max_workspace_size"] = "\(limit / workspaceDivisor)"
        }
        if let cache = work.cache {
            options["trt_engine_cache_enable"] = "1"
            options["trt_engine_cache_path"] = cache.engines
            options["trt_timing_cache_enable"] = "1"
            options["trt_timing_cache_path"] = cache.timings
        }
        if work.input.fixedShape == nil {
            // Each run has the same shape, so the engine is built for that one alone.
            let sizes = work.shape.map(String.init).joined(separator: "x")
            for name in ["min", "opt", "max"] { options["trt_profile_\(name)_shapes"] = "\(work.input.name):\(sizes)" }
        }
        return ONNXRuntimeProvider(kind: .tensorRT, options: options)
    }

    /// Of the memory that a model may take, the part that TensorRT may try kernels in.
    private static let workspaceDivisor = 4

    static func coreML(cache: String?) -> ONNXRuntimeProvider {
        var options = ["ModelFormat": "MLProgram", "MLComputeUnits": "ALL", "RequireStaticInputShapes": "0"]
        if let cache { options["ModelCacheDirectory"] = cache }
        return ONNXRuntimeProvider(kind: .other("CoreML"), options: options)
    }
}
