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
    static func cuda(card: Int, _ graphics: GraphicsSettings) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            // Doubling what is held would pass the limit long before it is needed.
            "arena_extend_strategy": "kSameAsRequested",
            "cudnn_conv_algo_search": "HEURISTIC",
            // Halves round as TF32 does, and more; whoever wants 32 bits wants all of them.
            "use_tf32": graphics.precision == .float16 ? "1" : "0",
        ]
        if let limit = graphics.memoryLimit { options["gpu_mem_limit"] = "\(limit)" }
        return ONNXRuntimeProvider(kind: .cuda, options: options)
    }

    static func tensorRT(card: Int, _ graphics: GraphicsSettings, _ work: Work) -> ONNXRuntimeProvider {
        var options = [
            "device_id": "\(card)",
            "trt_fp16_enable": graphics.precision == .float16 ? "1" : "0",
            // Networks with 8-bit numbers carry their scales: no calibration is needed.
            "trt_int8_enable": work.isQuantised ? "1" : "0",
        ]
        if let limit = graphics.memoryLimit {
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
