/// Why a GPU that was asked for can't be used, with what mends it.
public enum DeviceFault: Hashable, Sendable {
    /// ONNX Runtime is there, but one without CUDA, or not at all.
    case notBuiltForCUDA(version: String?)
    /// NVIDIA's driver can't be opened; the loader's words.
    case noDriver(words: String)
    /// CUDA's libraries are missing, or of the wrong version; ONNX Runtime's words.
    case noLibraries(words: String)
    /// There are fewer GPUs than the number asked for says.
    case noSuchCard(count: Int)
    /// ONNX Runtime was built without CoreML, as it is everywhere but on Apple's machines.
    case noCoreML

    /// What fetches everything but the driver.
    public static let setup = "make setup DEVICE=cuda"

    /// What is wrong.
    public var finding: String {
        switch self {
        case .notBuiltForCUDA(let version?): "the ONNX Runtime found, \(version), is built without CUDA"
        case .notBuiltForCUDA(nil): "ONNX Runtime for NVIDIA's GPUs is missing"
        case .noDriver: "NVIDIA's driver is missing"
        case .noLibraries: "a library that ONNX Runtime needs for CUDA can't be loaded"
        case .noSuchCard(let count): "the driver shows \(count == 0 ? "no GPU" : "only \(count)")"
        case .noCoreML: "this ONNX Runtime has no CoreML, which only Apple's machines have"
        }
    }

    /// What mends it.
    public var remedy: String {
        switch self {
        case .notBuiltForCUDA, .noLibraries: "run `\(Self.setup)`"
        case .noDriver: "install it, `nvidia-smi` must show the GPU; in a container, start it with `--gpus all`"
        case .noSuchCard: "see `nvidia-smi -L`, and CUDA_VISIBLE_DEVICES"
        case .noCoreML: "set DEVICE=auto or cpu"
        }
    }

    private var words: String {
        switch self {
        case .noDriver(let words), .noLibraries(let words): words
        default: ""
        }
    }

    public func error(_ device: EngineDevice) -> InferenceError {
        InferenceError(
            .engineMissing, "DEVICE=\(device.name) can't be used: \(finding); \(remedy)", context: words)
    }
}
