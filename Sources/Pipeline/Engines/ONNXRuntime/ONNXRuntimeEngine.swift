import CONNXRuntime
import Foundation

/// ONNX Runtime: on the processor for comparison, and for processors that OpenVINO does not serve; on NVIDIA's GPUs and
/// Apple's for speed.
public final class ONNXRuntimeEngine: InferenceEngine {
    private let library: ONNXRuntimeLibrary
    private let placement: ONNXRuntimePlacement

    /// On the processor. Throws an `InferenceError` where the library is missing or too old; it says how to get it.
    public convenience init() throws { try self.init(device: .cpu) }

    /// Throws an `InferenceError` of the code `engineMissing` that says what the device lacks and what mends it.
    /// - Parameters:
    ///   - device: where its networks are to run.
    ///   - gpu: of the device where it is a GPU.
    ///   - onNotice: is told what an operator should know, a sentence each.
    public init(
        device: EngineDevice, gpu: GPUSettings = .init(),
        onNotice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        let library = try ONNXRuntimeLibrary.forDevice(device)
        self.library = library
        placement = try ONNXRuntimePlacement(device: device, gpu: gpu, library: library, onNotice: onNotice)
    }

    public var name: String { "ONNX Runtime \(library.version) (\(placement.name))" }

    /// Whether the library can be opened.
    public static let isPresent = (try? ONNXRuntimeLibrary()) != nil

    /// Whether the library that is found was built for NVIDIA's GPUs; what else they take is only known by trying.
    public static var isBuiltForCUDA: Bool {
        (try? ONNXRuntimeLibrary())?.providers.contains("CUDAExecutionProvider") == true
    }

    public func load(_ path: String) throws -> any EngineModel {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InferenceError(.modelMissing, "no readable model file at \(path)")
        }
        return try ONNXRuntimeModel(path: path, library: library, placement: placement)
    }
}

/// A network that ONNX Runtime has read.
final class ONNXRuntimeModel: EngineModel {
    let inputs: [TensorDescription]
    private(set) var outputs: [TensorDescription]

    private let path: String
    private let library: ONNXRuntimeLibrary
    private let placement: ONNXRuntimePlacement
    /// Reads and describes, on the processor; what runs is compiled with settings.
    private let session: ONNXRuntimeSession
    /// What the input is given; nil = what the file says.
    private var shape: [Int]?

    init(path: String, library: ONNXRuntimeLibrary, placement: ONNXRuntimePlacement) throws {
        self.path = path
        self.library = library
        self.placement = placement
        session = try ONNXRuntimeSession(path: path, library: library, threads: 1)
        inputs = try session.describe(.input)
        outputs = try session.describe(.output)
    }

    /// Runs the network once on empty pictures: the shapes that an ONNX file gives its outputs may be names only. Two
    /// pictures tell what a larger batch comes to.
    func reshape(input shape: [Int]) throws -> [TensorDescription] {
        guard let input = inputs.first, inputs.count == 1, input.element.size > 0, let batch = shape.first else {
            throw InferenceError(.modelUnsupported, "the model must have one input, of bytes or floats")
        }
        if let own = input.shape.first, let own, own != batch {
            throw InferenceError(.modelUnsupported, "the model takes batches of \(own) only, not of \(batch)")
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
            throw InferenceError(.modelUnsupported, "the model has \(inputs.count) inputs; it must have one")
        }
        var fixed = input
        fixed.shape = shape ?? input.shape
        guard let shape = fixed.fixedShape else {
            throw InferenceError(.modelUnsupported, "the size of the model's input is open: \(fixed.shapeText)")
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

    /// What takes long on a GPU is done here, and room that is missing shows here: the network runs once.
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
        let what = "TensorRT builds its engine of \(URL(fileURLWithPath: path).lastPathComponent) for \(sizes)"
        placement.onNotice(
            "\(what) on \(placement.device.name), "
                + (work.cache.map { "once, which may take minutes; it is kept in \($0.engines)" }
                    ?? "which may take minutes; it can't be kept, for no cache folder can be written"))
        return try PatientWork.run(what, onNotice: placement.onNotice, make)
    }
}

extension EngineSettings {
    /// Runs that a GPU is given at the same time: while one computes, the next one's pictures are copied to it.
    fileprivate var gpuRuns: Int { streams > 0 ? streams : hint == .throughput ? 2 : 1 }
}

/// How the processor's threads are shared: one for each of several runs, which is most pictures per second, or all for
/// one run, which is the soonest answer.
struct ONNXRuntimeThreads: Hashable {
    var runs: Int
    var perRun: Int

    init(_ settings: EngineSettings, cores: Int = ProcessInfo.processInfo.activeProcessorCount) {
        let threads = settings.threads > 0 ? settings.threads : cores
        runs = settings.streams > 0 ? settings.streams : settings.hint == .throughput ? threads : 1
        perRun = max(1, threads / runs)
    }
}
