import CONNXRuntime
import Foundation

/// The engine for ONNX Runtime.
///
/// It serves NVIDIA and Apple GPUs, and processors for comparison or if OpenVINO doesn't support them.
public final class ONNXRuntimeEngine: InferenceEngine {
    private let library: ONNXRuntimeLibrary
    private let placement: ONNXRuntimePlacement

    /// Loads ONNX Runtime for the processor.
    ///
    /// Throws an `InferenceError` with the code `engineMissing` if the library is missing or too old; the message names
    /// the remedy.
    public convenience init() throws { try self.init(device: .cpu) }

    /// Loads ONNX Runtime for a device.
    ///
    /// Throws an `InferenceError` with the code `engineMissing` if the device can't be used; the message names the
    /// remedy.
    ///
    /// - Parameters:
    ///   - device: the device that runs the networks.
    ///   - gpu: the settings for a GPU.
    ///   - onNotice: receives notices for the operator, one sentence each.
    public init(
        device: EngineDevice, gpu: GPUSettings = .init(),
        onNotice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let library = try ONNXRuntimeLibrary.forDevice(device)
        self.library = library
        placement = try ONNXRuntimePlacement(device: device, gpu: gpu, library: library, onNotice: onNotice)
    }

    /// The name, version and device for logs, such as `ONNX Runtime 1.32.0 (cuda:0, TensorRT)`.
    public var name: String { "ONNX Runtime \(library.version) (\(placement.name))" }

    /// Whether the library can be loaded.
    public static let isPresent = (try? ONNXRuntimeLibrary()) != nil

    /// Whether the installed library was built for NVIDIA GPUs. Whether they work is only known after an attempt to use
    /// them.
    public static var isBuiltForCUDA: Bool {
        (try? ONNXRuntimeLibrary())?.providers.contains("CUDAExecutionProvider") == true
    }

    /// Loads a model file.
    ///
    /// Throws an `InferenceError` if the file is missing, damaged or not an ONNX model.
    public func load(_ path: String) throws -> any EngineModel {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InferenceError(.modelMissing, "there is no readable model file at \(path)")
        }
        return try ONNXRuntimeModel(path: path, library: library, placement: placement)
    }
}

/// A network that ONNX Runtime has loaded.
final class ONNXRuntimeModel: EngineModel {
    let inputs: [TensorDescription]
    private(set) var outputs: [TensorDescription]

    private let path: String
    private let library: ONNXRuntimeLibrary
    private let placement: ONNXRuntimePlacement
    /// A session on the processor that only reads and describes the model. `compile` makes the sessions that run.
    private let session: ONNXRuntimeSession
    /// The current input shape; `nil` = the shape in the file.
    private var shape: [Int]?

    init(path: String, library: ONNXRuntimeLibrary, placement: ONNXRuntimePlacement) throws {
        self.path = path
        self.library = library
        self.placement = placement
        session = try ONNXRuntimeSession(path: path, library: library, threads: 1)
        inputs = try session.describe(.input)
        outputs = try session.describe(.output)
    }

    /// Changes the input shape and runs the network once on empty pictures.
    ///
    /// The run is necessary because an ONNX file may give its outputs symbolic shapes only. Two pictures are enough to
    /// know the shape of a larger batch.
    func reshape(input shape: [Int]) throws -> [TensorDescription] {
        guard let input = inputs.first, inputs.count == 1, input.element.size > 0, let batch = shape.first else {
            throw InferenceError(.modelUnsupported, "the model must have a single input of bytes or floats")
        }
        if let own = input.shape.first, let own, own != batch {
            throw InferenceError(.modelUnsupported, "the model only accepts batches of \(own), not \(batch)")
        }
        let isFixed = input.shape.first.flatMap { $0 } != nil
        let tried = isFixed ? shape : [min(batch, 2)] + shape.dropFirst()
        let tensor = try ONNXRuntimeTensor(
            element: input.element, shape: tried, memory: ONNXRuntimeMemory(library: library))
        let values = try session.run(input.name, tensor, outputs: outputs.map(\.name), code: .modelUnsupported)
        for (index, value) in values.enumerated() {
            var shape = try value.shape()
            if shape.first == tried[0], !shape.isEmpty { shape[0] = batch }
            outputs[index].shape = shape
        }
        self.shape = shape
        return outputs
    }

    func compile(_ options: CompileOptions) throws -> any CompiledModel {
        try options.settings.validate()
        guard let input = inputs.first, inputs.count == 1 else {
            throw InferenceError(.modelUnsupported, "the model has \(inputs.count) inputs; it must have one only")
        }
        var fixed = input
        fixed.shape = shape ?? input.shape
        guard let shape = fixed.fixedShape else {
            throw InferenceError(.modelUnsupported, "the model's input has no fixed size: \(fixed.shapeText)")
        }
        if outputs.contains(where: { $0.fixedShape == nil }) { _ = try reshape(input: shape) }
        guard placement.device != .cpu else {
            let plan = ONNXRuntimeThreads(options.settings)
            return try ONNXRuntimeCompiledModel(
                session: ONNXRuntimeSession(path: path, library: library, threads: plan.perRun), library: library,
                own: fixed, divisor: options.byteDivisor, outputs: outputs, concurrency: plan.runs)
        }
        return try compileForGPU(fixed, options)
    }

    /// Compiles the network for a GPU and runs it once, so that slow preparation and lack of memory show here.
    private func compileForGPU(
        _ fixed: TensorDescription, _ options: CompileOptions
    ) throws -> ONNXRuntimeCompiledModel {
        let weights = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        var work = ONNXRuntimeProvider.Work(
            isQuantised: weights.range(of: Data("QuantizeLinear".utf8)) != nil, input: inputs[0],
            shape: fixed.fixedShape ?? [], cache: nil)
        if placement.hasTensorRT, let folder = options.settings.cacheFolder {
            let key = TensorRTCache.Key(
                checksum: Checksum.sha256(weights), identity: placement.gpu.identity,
                version: library.version, shape: work.shape, isQuantised: work.isQuantised,
                precision: placement.gpu.precision)
            let cache = TensorRTCache(key, in: folder)
            if cache.prepare() { work.cache = cache }
        }
        let providers = placement.providers(for: work, cacheFolder: options.settings.cacheFolder)
        let make = { [library, path, placement, outputs] in
            let session = try ONNXRuntimeSession(path: path, library: library, threads: 1, providers: providers)
            let model = try ONNXRuntimeCompiledModel(
                session: session, library: library, card: placement.card, own: fixed, divisor: options.byteDivisor,
                outputs: outputs, concurrency: options.settings.gpuRuns)
            try model.warmUp()
            return model
        }
        guard placement.hasTensorRT, work.cache?.isFilled != true else { return try make() }
        let sizes = work.shape.map(String.init).joined(separator: "x")
        let what = "TensorRT is building an engine from \(URL(fileURLWithPath: path).lastPathComponent) for \(sizes)"
        placement.onNotice(
            "\(what) on \(placement.device.name), "
                + (work.cache.map { "which may take minutes; it is cached in \($0.engines)" }
                    ?? "which may take minutes; it isn't cached, because no cache folder can be written"))
        return try PatientWork.run(what, onNotice: placement.onNotice, make)
    }
}

extension EngineSettings {
    /// The number of runs that a GPU gets at the same time. While one computes, the pictures of the next are copied.
    fileprivate var gpuRuns: Int { streams > 0 ? streams : hint == .throughput ? 2 : 1 }
}

/// The distribution of the processor's threads over runs.
///
/// One thread for each of several runs gives the most pictures per second. All threads for one run give the shortest
/// time for that run.
struct ONNXRuntimeThreads: Hashable {
    var runs: Int
    var perRun: Int

    init(_ settings: EngineSettings, cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
        let threads = settings.threads > 0 ? settings.threads : cores
        runs = settings.streams > 0 ? settings.streams : settings.hint == .throughput ? threads : 1
        perRun = max(1, threads / runs)
    }
}
