public import Engines

extension AnalysisSettings {
    /// Where the model is to run, as somebody asked for it: `auto`, `cpu`, `mps`, `cuda`, `cuda:1` or `cuda:0,1`.
    public enum Device: Hashable, Sendable {
        /// The best that works.
        case auto
        case cpu
        /// NVIDIA's GPUs by their numbers in CUDA's order: at least one, none twice.
        case cuda([Int])
        /// Apple's GPU and neural engine.
        case mps

        /// What an engine calls them; empty for `auto`, which has to be decided first.
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
    /// More GPUs than any machine has.
    private static let mostCards = 64

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

    public var rawValue: String {
        switch self {
        case .auto: "auto"
        case .cpu: "cpu"
        case .mps: "mps"
        case .cuda([0]): "cuda"
        case .cuda(let cards): "cuda:" + cards.map(String.init).joined(separator: ",")
        }
    }

    /// Whether it is an NVIDIA GPU, or several.
    public var isCUDA: Bool { if case .cuda = self { true } else { false } }
}
