import Foundation
import GPU
import Platform
import Synchronization

/// Where a session of ONNX Runtime runs.
struct ONNXRuntimePlacement: Sendable {
    let device: EngineDevice
    let gpu: GPUSettings
    /// The NVIDIA GPU, where it is one.
    let card: CUDACard?
    /// Whether TensorRT is there; without it CUDA runs everything.
    let hasTensorRT: Bool
    let onNotice: @Sendable (String) -> Void

    /// Makes sure that the device can be used.
    ///
    /// Throws an `InferenceError` of the code `engineMissing` that says what is missing and what mends it.
    init(
        device: EngineDevice, gpu: GPUSettings, library: ONNXRuntimeLibrary,
        onNotice: @escaping @Sendable (String) -> Void
    ) throws {
        self.device = device
        self.gpu = gpu
        self.onNotice = onNotice
        switch device {
        case .cpu: (hasTensorRT, card) = (false, nil)
        case .mps:
            let provider = ONNXRuntimeProvider.coreML(cache: nil)
            guard library.providers.contains(provider.name) else { throw DeviceFault.noCoreML.error(device) }
            (hasTensorRT, card) = (false, nil)
        case .cuda(let number):
            let started = try Self.started.withLock { started in
                if let before = started[number] { return before }
                let now = try Self.start(number, gpu, library, onNotice)
                started[number] = now
                return now
            }
            (hasTensorRT, card) = (started.hasTensorRT, started.card)
        }
    }

    /// The name for logs, `cuda:0, TensorRT`.
    var name: String {
        switch device {
        case .cpu: "CPU"
        case .mps: "CoreML"
        case .cuda: device.name + (hasTensorRT ? ", TensorRT" : ", CUDA")
        }
    }

    /// The providers for a network, the best first.
    func providers(for work: ONNXRuntimeProvider.Work, cacheFolder: String?) -> [ONNXRuntimeProvider] {
        switch device {
        case .cpu: []
        case .mps: [.coreML(cache: cacheFolder)]
        case .cuda(let card):
            (hasTensorRT ? [.tensorRT(card: card, gpu, work)] : []) + [.cuda(card: card, gpu)]
        }
    }

    /// What the process has started, by the GPU's number: it takes a second, and what could be said of it is said.
    private static let started = Mutex<[Int: (hasTensorRT: Bool, card: CUDACard)]>([:])

    private static func start(
        _ number: Int, _ gpu: GPUSettings, _ library: ONNXRuntimeLibrary, _ onNotice: (String) -> Void
    ) throws -> (hasTensorRT: Bool, card: CUDACard) {
        let device = EngineDevice.cuda(number)
        if let folder = library.folder { CUDALibraries.open(in: folder) }
        try start(.cuda(card: number, gpu), on: device, library)
        do {
            let card = try CUDACard.open(number)
            return (startTensorRT(card: number, gpu, library, onNotice), card)
        } catch {
            throw DeviceFault.of(error).error(device)
        }
    }

    private static func start(
        _ provider: ONNXRuntimeProvider, on device: EngineDevice, _ library: ONNXRuntimeLibrary
    ) throws {
        guard library.providers.contains(provider.name) else {
            throw DeviceFault.notBuiltForCUDA(version: library.version).error(device)
        }
        if let fault = CUDALibraries.driverFault() { throw DeviceFault.noDriver(words: fault).error(device) }
        do {
            try provider.start(library)
        } catch let error as InferenceError {
            throw DeviceFault.of(words: error.context).error(device)
        }
    }

    private static func startTensorRT(
        card: Int, _ gpu: GPUSettings, _ library: ONNXRuntimeLibrary, _ onNotice: (String) -> Void
    ) -> Bool {
        let nothing = TensorDescription(name: "", shape: [], element: .float32)
        let provider = ONNXRuntimeProvider.tensorRT(
            card: card, gpu, .init(isQuantised: false, input: nothing, shape: [], cache: nil))
        do {
            guard library.providers.contains(provider.name) else {
                throw InferenceError(
                    .engineMissing, "", context: "ONNX Runtime \(library.version) was built without it")
            }
            try provider.start(library)
            return true
        } catch {
            let words = (error as? InferenceError)?.context ?? "\(error)"
            onNotice(
                "TensorRT can't be used, so CUDA runs everything, slower; run `\(DeviceFault.setup)` (\(words))")
            return false
        }
    }
}

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
            _ = try? DynamicLibrary("\(folder)/\(file)", isShared: true)
        }
    }

    /// Of the names of a folder's files, those of the libraries, in the order to open them.
    static func files(of names: [String]) -> [String] {
        order.flatMap { beginning in names.filter { $0.hasPrefix(beginning) && $0.contains(".so") }.sorted() }
    }

    /// NVIDIA's driver, which comes with the system: `libcuda.so.1`. Why it can't be opened; nil where it can.
    static func driverFault(library: String = CUDACard.driverLibrary) -> String? {
        do {
            _ = try DynamicLibrary(library)
            return nil
        } catch {
            return error.context
        }
    }
}
