import Testing

@testable import Engines

/// What the providers of GPUs are told, and what the library on this machine, whose build has none, says to it.
@Suite struct ONNXRuntimeProviderTests {
    private static let open = TensorDescription(name: "picture", shape: [nil, 6, 192, 320], element: .uint8)

    private func work(_ input: TensorDescription = open, isQuantised: Bool = true) -> ONNXRuntimeProvider.Work {
        .init(isQuantised: isQuantised, input: input, shape: [64, 6, 192, 320], cache: nil)
    }

    @Test func memoryIsLimited() {
        var gpu = GPUSettings()
        #expect(ONNXRuntimeProvider.cuda(card: 1, gpu).options["gpu_mem_limit"] == nil)
        gpu.memoryLimit = 8 << 30
        let cuda = ONNXRuntimeProvider.cuda(card: 1, gpu)
        #expect(cuda.options["gpu_mem_limit"] == "8589934592" && cuda.options["device_id"] == "1")
        #expect(cuda.name == "CUDAExecutionProvider")
        let tensorRT = ONNXRuntimeProvider.tensorRT(card: 1, gpu, work())
        #expect(tensorRT.options["trt_max_workspace_size"] == "2147483648")
    }

    @Test func numbersAreWhatTheModelAndTheSettingsSay() {
        var gpu = GPUSettings()
        let quantised = ONNXRuntimeProvider.tensorRT(card: 0, gpu, work())
        #expect(quantised.options["trt_int8_enable"] == "1" && quantised.options["trt_fp16_enable"] == "1")
        gpu.precision = .float32
        let exact = ONNXRuntimeProvider.tensorRT(card: 0, gpu, work(isQuantised: false))
        #expect(exact.options["trt_int8_enable"] == "0" && exact.options["trt_fp16_enable"] == "0")
        #expect(ONNXRuntimeProvider.cuda(card: 0, gpu).options["use_tf32"] == "0")
    }

    @Test func anOpenShapeIsBuiltForTheOneThatRuns() {
        let open = ONNXRuntimeProvider.tensorRT(card: 0, .init(), work())
        for name in ["min", "opt", "max"] {
            #expect(open.options["trt_profile_\(name)_shapes"] == "picture:64x6x192x320")
        }
        var fixed = Self.open
        fixed.shape[0] = 64
        #expect(
            ONNXRuntimeProvider.tensorRT(card: 0, .init(), work(fixed)).options["trt_profile_min_shapes"] == nil)
    }

    @Test func enginesAndTimingsAreKept() {
        var work = work()
        work.cache = TensorRTCache(
            .init(
                checksum: "0123456789abcdef01", identity: "card", version: "1", shape: [1], isQuantised: false,
                precision: .float16), in: "/cache")
        let options = ONNXRuntimeProvider.tensorRT(card: 0, .init(), work).options
        #expect(options["trt_engine_cache_enable"] == "1" && options["trt_timing_cache_enable"] == "1")
        #expect(options["trt_engine_cache_path"] == "/cache/tensorrt/card-1/0123456789abcdef-1-fp16")
        #expect(options["trt_timing_cache_path"] == "/cache/tensorrt/card-1/timings")
    }

    /// Each place in the library's table answers as the function that is meant: with the name of what it lacks.
    @Test(
        .enabled(if: ONNXRuntimeEngine.isPresent && !ONNXRuntimeEngine.isBuiltForCUDA),
        arguments: [
            (ONNXRuntimeProvider.cuda(card: 0, .init()), "CUDA"), (.coreML(cache: nil), "CoreML"),
            (
                .tensorRT(
                    card: 0, .init(),
                    .init(
                        isQuantised: true, input: .init(name: "a", shape: [nil], element: .uint8), shape: [1],
                        cache: nil)), "TensorRT"
            ),
        ])
    func aBuildWithoutItSaysSo(provider: ONNXRuntimeProvider, name: String) throws {
        let library = try ONNXRuntimeLibrary()
        #expect(!library.providers.contains(provider.name))
        let error = try #require(throws: InferenceError.self) { try provider.start(library) }
        #expect(error.context.contains("\(name) execution provider is not"), "\(error)")
        #expect(error.context.contains("in this build"))
    }

    @Test(.enabled(if: ONNXRuntimeEngine.isPresent)) func anUnknownProviderIsRefused() throws {
        let library = try ONNXRuntimeLibrary()
        let error = try #require(throws: InferenceError.self) {
            try ONNXRuntimeProvider(kind: .other("Nonsense"), options: ["a": "b"]).start(library)
        }
        #expect(error.context.contains("Nonsense"))
    }
}
