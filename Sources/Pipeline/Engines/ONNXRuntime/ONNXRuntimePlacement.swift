import Foundation
import GPU
import Platform
import Synchronization

/// The device on which a session of ONNX Runtime runs.
struct ONNXRuntimePlacement: Sendable {
    let device: EngineDevice
    let gpu: GPUSettings
    /// The NVIDIA GPU; `nil` on other devices.
    let card: CUDACard?
    /// Whether TensorRT is available. Without it, CUDA runs everything.
    let hasTensorRT: Bool
    let onNotice: @Sendable (String) -> Void

    /// Checks that the device can be used.
    ///
    /// Throws an `InferenceError` with the code `engineMissing` if it can't; the message names the remedy.
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

    /// The name for logs, such as `cuda:0, TensorRT`.
    var name: String {
        switch device {
        case .cpu: "CPU"
        case .mps: "CoreML"
        case .cuda: device.name + (hasTensorRT ? ", TensorRT" : ", CUDA")
        }
    }

    /// Returns the providers for a network, best first.
    func providers(for work: ONNXRuntimeProvider.Work, cacheFolder: String?) -> [ONNXRuntimeProvider] {
        switch device {
        case .cpu: []
        case .mps: [.coreML(cache: cacheFolder)]
        case .cuda(let card):
            (hasTensorRT ? [.tensorRT(card: card, gpu, work)] : []) + [.cuda(card: card, gpu)]
        }
    }

    /// The GPUs that the process has started, by number.
    ///
    /// Starting one takes a second, and its notices need to be reported only once.
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
                    .engineMissing, "", context: "ONNX Runtime \(library.version) was built without TensorRT")
            }
            try provider.start(library)
            return true
        } catch {
            let words = (error as? InferenceError)?.context ?? "\(error)"
            onNotice(
                "TensorRT can't be used, so CUDA runs the model more slowly; run `\(DeviceFault.setup)` (\(words))")
            return false
        }
    }
}

/// NVIDIA's libraries in the folder of ONNX Runtime, where `make setup DEVICE=cuda` installs them. Unsafe: it loads
/// libraries.
///
/// The loader searches for dependencies only in the system's folders. But it finds a library by name if it is already
/// loaded, wherever it came from.
enum CUDALibraries {
    /// The prefixes of the file names, in order of dependency.
    private static let order = [
        "libcudart.", "libnvJitLink.", "libcublasLt.", "libcublas.", "libcufft.", "libcurand.", "libnvrtc-builtins.",
        "libnvrtc.", "libcudnn_graph.", "libcudnn_ops.", "libcudnn_adv.", "libcudnn_cnn.", "libcudnn_heuristic.",
        "libcudnn_engines_runtime_compiled.", "libcudnn_engines_precompiled.", "libcudnn_ext.", "libcudnn.",
        "libnvinfer.", "libnvinfer_plugin.", "libnvonnxparser.",
    ]

    /// Loads the libraries in the folder. Ignores failures, because ONNX Runtime reports them later.
    static func open(in folder: String) {
        for file in files(of: (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []) {
            _ = try? DynamicLibrary("\(folder)/\(file)", isShared: true)
        }
    }

    /// Returns the names of libraries among `names`, in the order in which to load them.
    static func files(of names: [String]) -> [String] {
        order.flatMap { beginning in names.filter { $0.hasPrefix(beginning) && $0.contains(".so") }.sorted() }
    }

    /// Returns the reason why NVIDIA's driver, `libcuda.so.1`, can't be loaded, or `nil` if it can. The driver is part
    /// of the system.
    static func driverFault(library: String = CUDACard.driverLibrary) -> String? {
        do {
            _ = try DynamicLibrary(library)
            return nil
        } catch {
            return error.context
        }
    }
}
