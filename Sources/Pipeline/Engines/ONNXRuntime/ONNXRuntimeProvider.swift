import CONNXRuntime
import Foundation

/// A part of ONNX Runtime that runs networks on a device. Unsafe: it passes C strings to the library.
struct ONNXRuntimeProvider: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case tensorRT, cuda
        /// A provider without functions of its own in the library's table, by its short name.
        case other(String)
    }

    var kind: Kind
    /// The options, by ONNX Runtime's names.
    var options: [String: String]

    /// The name by which the library lists the provider.
    var name: String {
        switch kind {
        case .tensorRT: "TensorrtExecutionProvider"
        case .cuda: "CUDAExecutionProvider"
        case .other(let name): name + "ExecutionProvider"
        }
    }

    /// Adds the provider to the options of a new session. Throws an `InferenceError` if its libraries are missing.
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

    /// Starts the provider, which loads its libraries. Throws an `InferenceError` with the reason if it can't.
    func start(_ library: ONNXRuntimeLibrary) throws {
        let calls = ONNXRuntimeCalls(table: library.table)
        let session = try calls.make("make options") { scorevision_ort_make_session_options(calls.table, $0) }
        defer { calls.release(scorevision_ort_session_options, session) }
        try add(to: session, calls)
    }
}

/// The option names are those in ONNX Runtime's documentation of its TensorRT, CUDA and CoreML execution providers.
extension ONNXRuntimeProvider {
    /// The properties of a network that runs on a GPU.
    struct Work: Hashable, Sendable {
        /// Whether the network holds 8-bit numbers.
        var isQuantised: Bool
        var input: TensorDescription
        /// The shape of the input in each run.
        var shape: [Int]
        /// The cache for the engines that TensorRT builds; `nil` = none.
        var cache: TensorRTCache?
    }

    /// Returns CUDA's provider.
    static func cuda(card: Int, _ gpu: GPUSettings) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            // The default doubles the arena, which would exceed the limit long before the memory is needed.
            "arena_extend_strategy": "kSameAsRequested",
            "cudnn_conv_algo_search": "HEURISTIC",
            // TF32 rounds less than half precision does. With fp32, the user wants all 32 bits.
            "use_tf32": gpu.precision == .float16 ? "1" : "0",
        ]
        if let limit = gpu.memoryLimit { options["gpu_mem_limit"] = "\(limit)" }
        return ONNXRuntimeProvider(kind: .cuda, options: options)
    }

    static func tensorRT(card: Int, _ gpu: GPUSettings, _ work: Work) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            "trt_fp16_enable": gpu.precision == .float16 ? "1" : "0",
            // Networks with 8-bit numbers contain their scales, so that no calibration is necessary.
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
            // Each run has the same shape, so the engine is built for that shape alone.
            let sizes = work.shape.map(String.init).joined(separator: "x")
            for name in ["min", "opt", "max"] { options["trt_profile_\(name)_shapes"] = "\(work.input.name):\(sizes)" }
        }
        return ONNXRuntimeProvider(kind: .tensorRT, options: options)
    }

    /// The divisor of a model's memory limit that gives the workspace in which TensorRT may try kernels.
    private static let workspaceDivisor = 4

    static func coreML(cache: String?) -> ONNXRuntimeProvider {
        var options = ["ModelFormat": "MLProgram", "MLComputeUnits": "ALL", "RequireStaticInputShapes": "0"]
        if let cache { options["ModelCacheDirectory"] = cache }
        return ONNXRuntimeProvider(kind: .other("CoreML"), options: options)
    }
}
