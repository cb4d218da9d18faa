public import Engines

extension AnalysisSettings {
    /// The requested device: `auto`, `cpu`, `mps`, `cuda`, `cuda:1` or `cuda:0,1`.
    public enum Device: Hashable, Sendable {
        /// The best device that works.
        case auto
        /// The processor.
        case cpu
        /// NVIDIA GPUs by their CUDA numbers: at least one, and no duplicates.
        case cuda([Int])
        /// Apple's GPU and neural engine.
        case mps

        /// The engine's devices; empty for `auto`, which must be resolved first.
        public var engineDevices: [EngineDevice] {
            switch self {
            case .auto: []
            case .cpu: [.cpu]
            case .cuda(let cards): cards.map { .cuda($0) }
            case .mps: [.mps]
            }
        }
    }
}

extension AnalysisSettings.Device: RawRepresentable, Codable {
    /// The limit of GPU numbers, more than any machine has.
    private static let mostCards = 64

    /// Parses a device, ignoring case. Returns `nil` if the text isn't a device.
    public init?(rawValue text: String) {
        let text = text.lowercased()
        switch text {
        case "auto": self = .auto
        case "cpu": self = .cpu
        case "mps": self = .mps
        case "cuda": self = .cuda([0])
        default:
            guard text.hasPrefix("cuda:") else { return nil }
            let numbers = text.dropFirst("cuda:".count).split(separator: ",", omittingEmptySubsequences: false)
            let cards = numbers.compactMap { number -> Int? in
                number.allSatisfy { $0.isASCII && $0.isNumber } ? Int(number) : nil
            }
            guard cards.count == numbers.count, Set(cards).count == cards.count,
                cards.allSatisfy({ $0 < Self.mostCards })
            else { return nil }
            self = .cuda(cards)
        }
    }

    /// The canonical text of the device.
    public var rawValue: String {
        switch self {
        case .auto: "auto"
        case .cpu: "cpu"
        case .mps: "mps"
        case .cuda([0]): "cuda"
        case .cuda(let cards): "cuda:" + cards.map(String.init).joined(separator: ",")
        }
    }

    /// Whether the device is one or more NVIDIA GPUs.
    public var isCUDA: Bool { if case .cuda = self { true } else { false } }
}
