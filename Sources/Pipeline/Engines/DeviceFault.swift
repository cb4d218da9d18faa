import GPU

/// Why a GPU that was asked for can't be used, with what mends it.
public enum DeviceFault: Hashable, Sendable {
    /// ONNX Runtime is there, but one without CUDA, or not at all.
    case notBuiltForCUDA(version: String?)
    /// NVIDIA's driver can't be opened; the loader's words.
    case noDriver(words: String)
    /// CUDA's libraries are missing, or of the wrong version; ONNX Runtime's words.
    case noLibraries(words: String)
    /// NVIDIA's driver is older than CUDA's libraries, or only a stand-in of it is there; CUDA's words.
    case oldDriver(words: String)
    /// CUDA shows no such GPU, or none at all; CUDA's words.
    case noCard(words: String)
    /// Anything else; ONNX Runtime's words.
    case refused(words: String)
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
        case .oldDriver: "NVIDIA's driver is too old for CUDA's libraries, or does not work"
        case .noCard: "CUDA finds no such GPU"
        case .refused: "ONNX Runtime can't start it"
        case .noSuchCard(let count): "the driver shows \(count == 0 ? "no GPU" : "only \(count)")"
        case .noCoreML: "this ONNX Runtime has no CoreML, which only Apple's machines have"
        }
    }

    /// What mends it.
    public var remedy: String {
        switch self {
        case .notBuiltForCUDA, .noLibraries: "run `\(Self.setup)`"
        case .noDriver: "install it, `nvidia-smi` must show the GPU; in a container, start it with `--gpus all`"
        case .oldDriver: "install version 580 or newer; `nvidia-smi` shows what is there"
        case .refused: "run `scorevision doctor`, and `\(Self.setup)`"
        case .noSuchCard, .noCard: "see `nvidia-smi -L`, and CUDA_VISIBLE_DEVICES"
        case .noCoreML: "set DEVICE=auto or cpu"
        }
    }

    private var words: String {
        switch self {
        case .noDriver(let words), .noLibraries(let words), .oldDriver(let words), .noCard(let words),
            .refused(let words):
            words
        default: ""
        }
    }

    /// What ONNX Runtime's words mean where CUDA doesn't start. The numbers are CUDA's own (`cudaError_t`).
    static func of(words: String) -> DeviceFault {
        if words.contains("cannot open shared object") || words.contains("undefined symbol") {
            return .noLibraries(words: words)
        }
        if words.contains("CUDA failure 35:") || words.contains("CUDA failure 36:") { return .oldDriver(words: words) }
        if words.contains("CUDA failure 100:") || words.contains("CUDA failure 101:") { return .noCard(words: words) }
        return .refused(words: words)
    }

    /// What an error means where CUDA doesn't start. The driver's numbers are its own (`CUresult`).
    static func of(_ error: any Error) -> DeviceFault {
        switch (error as? CUDAError)?.code {
        // A stand-in of the driver, and one that is older than the library, or than the system's other parts of it.
        case 34, 35, 36, 803, 804: .oldDriver(words: "\(error)")
        case 100, 101: .noCard(words: "\(error)")
        default: .of(words: "\(error)")
        }
    }

    /// Returns the error for a device that has this fault, with what mends it.
    public func error(_ device: EngineDevice) -> InferenceError {
        InferenceError(
            .engineMissing, "DEVICE=\(device.name) can't be used: \(finding); \(remedy)", context: words)
    }
}
