/// Settings for how an engine uses the machine.
public struct EngineSettings: Hashable, Sendable {
    /// The goal of the engine's optimisation.
    public enum Hint: String, Hashable, Sendable {
        /// The most frames per second, with several requests in flight.
        case throughput = "THROUGHPUT"
        /// The shortest time for one request.
        case latency = "LATENCY"
    }

    /// The libraries that run networks on the processor. Each kind of GPU has one library only.
    public enum Library: String, CaseIterable, Hashable, Sendable {
        /// Intel's OpenVINO.
        case openVINO = "openvino"
        /// Microsoft's ONNX Runtime.
        case onnxRuntime = "onnxruntime"

        /// Loads the library.
        ///
        /// Throws an `InferenceError` with the code `engineMissing` if it can't be loaded; the message names the
        /// remedy.
        public func makeEngine() throws -> any InferenceEngine {
            switch self {
            case .openVINO: try OpenVINOEngine()
            case .onnxRuntime: try ONNXRuntimeEngine()
            }
        }
    }

    /// The device that runs networks.
    public var device = EngineDevice.cpu
    /// The library that runs networks on the processor.
    public var library = Library.openVINO
    /// The settings for a GPU, used only if the device is one.
    public var gpu = GPUSettings()
    /// The threads of all requests together, 0 to 1024; 0 = one for each core.
    public var threads = 0
    /// The number of requests that compute at the same time, 0 to 256; 0 = the engine's choice for the hint.
    public var streams = 0
    /// The number of requests that may be in flight, computing or queued, 0 to 256.
    ///
    /// 0 = on a GPU, the number that compute at the same time; on the processor one more, so that the next input can be
    /// written meanwhile.
    public var requests = 0
    /// The goal of the engine's optimisation.
    public var hint = Hint.throughput
    /// The folder that keeps compiled models for the next start; `nil` = compile each time. See `EngineCache`.
    public var cacheFolder: String?

    /// Makes settings that suit most machines.
    public init() {}

    /// Loads the engine for the device.
    ///
    /// Throws an `InferenceError` with the code `engineMissing` if the device can't be used; the message names the
    /// remedy.
    ///
    /// - Parameter onNotice: receives notices for the operator, one sentence each: steps that take minutes, and missing
    ///   parts.
    public func makeEngine(onNotice: @escaping @Sendable (String) -> Void = { _ in }) throws -> any InferenceEngine {
        device == .cpu
            ? try library.makeEngine() : try ONNXRuntimeEngine(device: device, gpu: gpu, onNotice: onNotice)
    }

    /// Throws an `InferenceError` with the code `settingInvalid` if a value is out of range.
    public func validate() throws {
        for (name, value, limit) in [
            ("threads", threads, 1024), ("streams", streams, 256), ("requests", requests, 256),
        ]
        where !(0...limit).contains(value) {
            throw InferenceError(.settingInvalid, "\(name) must be from 0 (automatic) to \(limit), not \(value)")
        }
    }
}

/// A device that runs networks.
public enum EngineDevice: Hashable, Sendable {
    /// The processor.
    case cpu
    /// An NVIDIA GPU, by its CUDA device number, from 0.
    case cuda(Int)
    /// Apple's GPU and neural engine, through CoreML.
    case mps

    /// The name for logs, such as `cuda:0`.
    public var name: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(let card): "cuda:\(card)"
        case .mps: "mps"
        }
    }
}

/// Settings for how an engine uses a GPU.
public struct GPUSettings: Hashable, Sendable {
    /// The number formats in which a GPU may compute. Layers that are quantised to 8 bits run in 8 bits with either.
    public enum Precision: String, CaseIterable, Hashable, Sendable {
        /// Half precision wherever the GPU is faster with it. Boxes may move by a pixel.
        case float16 = "fp16"
        /// 32-bit floats for all layers that aren't quantised.
        case float32 = "fp32"
    }

    /// The number format on the GPU.
    public var precision = Precision.float16
    /// The largest amount of GPU memory that a model may use, in bytes; `nil` = no limit.
    public var memoryLimit: Int?
    /// The GPU and its driver, such as `NVIDIA L4, nvidia 550.54.14`. A cached engine is valid for one identity only.
    public var identity = ""

    /// Makes settings that suit most machines.
    public init() {}
}
