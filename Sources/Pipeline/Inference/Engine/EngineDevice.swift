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
