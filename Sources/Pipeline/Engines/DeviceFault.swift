import GPU

/// The reason why a requested GPU can't be used, with a remedy.
public enum DeviceFault: Hashable, Sendable {
    /// ONNX Runtime is missing or was built without CUDA. `version` is `nil` if it is missing.
    case notBuiltForCUDA(version: String?)
    /// NVIDIA's driver can't be opened. `words` is the loader's message.
    case noDriver(words: String)
    /// A CUDA library is missing or has the wrong version. `words` is ONNX Runtime's message.
    case noLibraries(words: String)
    /// NVIDIA's driver is older than the CUDA libraries, or only a stub of it is installed. `words` is CUDA's message.
    case oldDriver(words: String)
    /// CUDA finds no such GPU, or none at all. `words` is CUDA's message.
    case noCard(words: String)
    /// Any other failure. `words` is ONNX Runtime's message.
    case refused(words: String)
    /// The requested GPU number is too high. `count` is the number of GPUs.
    case noSuchCard(count: Int)
    /// ONNX Runtime was built without CoreML, as it is everywhere except on Apple machines.
    case noCoreML

    /// The command that installs everything except the driver.
    public static let setup = "make setup DEVICE=cuda"

    /// A description of the problem, without a subject or full stop.
    public var finding: String {
        switch self {
        case .notBuiltForCUDA(let version?): "the installed ONNX Runtime, \(version), was built without CUDA"
        case .notBuiltForCUDA(nil): "ONNX Runtime for NVIDIA's GPUs is missing"
        case .noDriver: "NVIDIA's driver is missing"
        case .noLibraries: "ONNX Runtime can't load a CUDA library"
        case .oldDriver: "NVIDIA's driver is too old for CUDA's libraries, or it doesn't work"
        case .noCard: "CUDA finds no such GPU"
        case .refused: "ONNX Runtime can't start the device"
        case .noSuchCard(let count): "the driver shows \(count == 0 ? "no GPU" : "only \(count)")"
        case .noCoreML: "this ONNX Runtime has no CoreML, which exists only on Apple machines"
        }
    }

    /// The remedy, as an instruction.
    public var remedy: String {
        switch self {
        case .notBuiltForCUDA, .noLibraries: "run `\(Self.setup)`"
        case .noDriver: "install it and check that `nvidia-smi` lists the GPU; start a container with `--gpus all`"
        case .oldDriver: "install version 580 or newer; `nvidia-smi` shows the installed version"
        case .refused: "run `scorevision doctor` and `\(Self.setup)`"
        case .noSuchCard, .noCard: "check `nvidia-smi -L` and CUDA_VISIBLE_DEVICES"
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

    /// Returns the fault that ONNX Runtime's message describes. The failure numbers are CUDA's (`cudaError_t`).
    static func of(words: String) -> DeviceFault {
        if words.contains("cannot open shared object") || words.contains("undefined symbol") {
            return .noLibraries(words: words)
        }
        if words.contains("CUDA failure 35:") || words.contains("CUDA failure 36:") { return .oldDriver(words: words) }
        if words.contains("CUDA failure 100:") || words.contains("CUDA failure 101:") { return .noCard(words: words) }
        return .refused(words: words)
    }

    /// Returns the fault that an error describes. The driver's numbers are `CUresult`.
    static func of(_ error: any Error) -> DeviceFault {
        switch (error as? CUDAError)?.code {
        // The codes of a stub of the driver, and of a driver that is older than the library or the rest of the system.
        case 34, 35, 36, 803, 804: .oldDriver(words: "\(error)")
        case 100, 101: .noCard(words: "\(error)")
        default: .of(words: "\(error)")
        }
    }

    /// Returns the error for a device with this fault. Its message includes the remedy.
    public func error(_ device: EngineDevice) -> InferenceError {
        InferenceError(
            .engineMissing, "DEVICE=\(device.name) can't be used: \(finding); \(remedy)", context: words)
    }
}
