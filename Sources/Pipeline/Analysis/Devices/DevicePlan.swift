public import Engines

/// Where the models of a run compute, and why there.
public struct DevicePlan: Hashable, Sendable {
    /// At least one; batches go to whichever is free.
    public var devices: [EngineDevice]
    /// Half a sentence a person reads.
    public var reason: String
    /// Those of the run; where `auto` fell back to the processor, with a batch that suits it.
    public var settings: AnalysisSettings

    public init(devices: [EngineDevice], reason: String, settings: AnalysisSettings) {
        self.devices = devices
        self.reason = reason
        self.settings = settings
    }

    /// The name for logs, `cuda:0 + cuda:1`.
    public var name: String { devices.map(\.name).joined(separator: " + ") }

    /// The numbers of NVIDIA's GPUs among them.
    public var cards: [Int] { devices.compactMap { if case .cuda(let card) = $0 { card } else { nil } } }

    /// The GPU that may decode, too; nil where there is none of NVIDIA's.
    public var decodingCard: Int? { cards.first }
}
