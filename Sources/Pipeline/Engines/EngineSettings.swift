/// How an engine uses the machine.
public struct EngineSettings: Hashable, Sendable {
    /// What the engine is to be fast at.
    public enum Hint: String, Hashable, Sendable {
        /// Most frames per second, with several requests in flight.
        case throughput = "THROUGHPUT"
        /// The soonest answer to one request.
        case latency = "LATENCY"
    }

    /// The libraries that run networks on the processor. GPUs have one each.
    public enum Library: String, CaseIterable, Hashable, Sendable {
        case openVINO = "openvino"
        case onnxRuntime = "onnxruntime"

        /// Opens it. Throws an `InferenceError` that says how to get it where it is missing.
        public func makeEngine() throws -> any InferenceEngine {
            switch self {
            case .openVINO: try OpenVINOEngine()
            case .onnxRuntime: try ONNXRuntimeEngine()
            }
        }
    }

    /// Where networks run.
    public var device = EngineDevice.cpu
    /// The library that runs networks on the processor.
    public var library = Library.openVINO
    /// Where the device is a GPU.
    public var gpu = GPUSettings()
    /// Threads for all requests together; 0 = all cores.
    public var threads = 0
    /// Requests that compute at the same time; 0 = what the engine finds best for the hint.
    public var streams = 0
    /// Requests that may be in flight, computing or waiting for it; 0 = on the processor one more than compute at the
    /// same time, so that the next input is written meanwhile, on a GPU as many.
    public var requests = 0
    /// What the engine is to be fast at.
    public var hint = Hint.throughput
    /// A folder where the prepared model is kept for the next start; nil = prepare it each time. See `EngineCache`.
    public var cacheFolder: String?

    /// Makes settings that suit most machines.
    public init() {}

    /// Opens what runs networks on the device.
    ///
    /// Throws an `InferenceError` of the code `engineMissing` that says what the device lacks and what mends it.
    /// - Parameter onNotice: is told what an operator should know, a sentence each: what takes minutes, what is missing.
    public func makeEngine(onNotice: @escaping @Sendable (String) -> Void = { _ in }) throws -> any InferenceEngine {
        device == .cpu
            ? try library.makeEngine() : try ONNXRuntimeEngine(device: device, gpu: gpu, onNotice: onNotice)
    }

    /// Refuses what no engine could do.
    public func validate() throws {
        for (name, value, limit) in [
            ("threads", threads, 1024), ("streams", streams, 256), ("requests", requests, 256),
        ]
        where !(0...limit).contains(value) {
            throw InferenceError(.settingInvalid, "\(name) must be from 0 (automatic) to \(limit), not \(value)")
        }
    }
}

/// A place where networks run.
public enum EngineDevice: Hashable, Sendable {
    /// The processor.
    case cpu
    /// An NVIDIA GPU, by its number in CUDA's order, from 0.
    case cuda(Int)
    /// Apple's GPU and neural engine, through CoreML.
    case mps

    /// The name for logs, `cuda:0`.
    public var name: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(let card): "cuda:\(card)"
        case .mps: "mps"
        }
    }
}

/// How an engine uses a GPU.
public struct GPUSettings: Hashable, Sendable {
    /// The number formats in which a GPU may compute. What a model holds in 8 bits is computed in 8 bits either way.
    public enum Precision: String, CaseIterable, Hashable, Sendable {
        /// Half precision where the GPU is faster with it; boxes may move by a pixel.
        case float16 = "fp16"
        /// 32-bit floats wherever the model isn't quantised.
        case float32 = "fp32"
    }

    /// The number format on the GPU.
    public var precision = Precision.float16
    /// Bytes of the GPU's memory that a model may take; nil = as much as it wants.
    public var memoryLimit: Int?
    /// The GPU and its driver, `NVIDIA L4, nvidia 550.54.14`: what was built for one fits no other.
    public var identity = ""

    /// Makes settings that suit most machines.
    public init() {}
}
