import CUDA
import Synchronization

/// Where a session of ONNX Runtime runs.
struct ONNXRuntimePlacement: Sendable {
    let device: EngineDevice
    let graphics: GraphicsSettings
    /// The NVIDIA GPU, where it is one.
    let card: CUDACard?
    /// Whether TensorRT is there; without it CUDA runs everything.
    let hasTensorRT: Bool
    let onNotice: @Sendable (String) -> Void

    /// Makes sure that the device can be used.
    ///
    /// Throws an `InferenceError` of the code `engineMissing` that says what is missing and what mends it.
    init(
        device: EngineDevice, graphics: GraphicsSettings, library: ONNXRuntimeLibrary,
        onNotice: @escaping @Sendable (String) -> Void
    ) throws {
        self.device = device
        self.graphics = graphics
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
                let now = try Self.start(number, graphics, library, onNotice)
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
            (hasTensorRT ? [.tensorRT(card: card, graphics, work)] : []) + [.cuda(card: card, graphics)]
        }
    }

    /// What the process has started, by the GPU's number: it takes a second, and what could be said of it is said.
    private static let started = Mutex<[Int: (hasTensorRT: Bool, card: CUDACard)]>([:])

    private static func start(
        _ number: Int, _ graphics: GraphicsSettings, _ library: ONNXRuntimeLibrary, _ onNotice: (String) -> Void
    ) throws -> (hasTensorRT: Bool, card: CUDACard) {
        let device = EngineDevice.cuda(number)
        if let folder = library.folder { CUDALibraries.open(in: folder) }
        try start(.cuda(card: number, graphics), on: device, library)
        do {
            let card = try CUDACard.open(number)
            return (startTensorRT(card: number, graphics, library, onNotice), card)
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
        card: Int, _ graphics: GraphicsSettings, _ library: ONNXRuntimeLibrary, _ onNotice: (String) -> Void
    ) -> Bool {
        let nothing = TensorDescription(name: "", shape: [], element: .float32)
        let provider = ONNXRuntimeProvider.tensorRT(
            card: card, graphics, .init(isQuantised: false, input: nothing, shape: [], cache: nil))
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
