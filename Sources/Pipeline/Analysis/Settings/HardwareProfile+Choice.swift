public import Engines
public import Machine

extension HardwareProfile {
    /// A profile, and why it is the one.
    public struct Choice: Hashable, Sendable {
        public let profile: HardwareProfile
        /// Half a sentence a person reads.
        public let reason: String
    }

    /// The profile for a device of this machine. Whether the device really works is only known once it is tried.
    /// - Parameters:
    ///   - device: what was asked for.
    ///   - isBuiltForCUDA: whether an engine for NVIDIA's GPUs is installed; asked only where there is one.
    ///   - graphics: the machine's cards; looked for only where an engine could use one, since that takes a while.
    public static func choose(
        for device: AnalysisSettings.Device,
        isBuiltForCUDA: () -> Bool = { ONNXRuntimeEngine.isBuiltForCUDA },
        graphics: () -> [GraphicsCard] = { GraphicsCard.known }
    ) -> Choice {
        switch device {
        case .cpu: return Choice(profile: .cpu, reason: "the processor was asked for")
        case .mps: return Choice(profile: .mps, reason: "Apple's GPU was asked for")
        case .cuda(let numbers):
            let cards = graphics().nvidia
            let chosen = numbers.compactMap { cards.indices.contains($0) ? cards[$0] : nil }
            // Batches are as large as the smallest takes.
            return choose(chosen.min { ($0.memory ?? 0) < ($1.memory ?? 0) }, device: device)
        case .auto:
            let cards = graphics().nvidia
            guard let best = cards.indices.max(by: { (cards[$0].memory ?? 0) < (cards[$1].memory ?? 0) }) else {
                return Choice(profile: .cpu, reason: "no NVIDIA GPU was found")
            }
            guard isBuiltForCUDA() else {
                return Choice(
                    profile: .cpu,
                    reason: "the engine for \(cards[best].name) is not installed; `\(DeviceFault.setup)` fetches it")
            }
            return choose(cards[best], device: .cuda([best]))
        }
    }

    private static func choose(_ card: GraphicsCard?, device: AnalysisSettings.Device) -> Choice {
        var profile = smallestGPU
        var reason = "an NVIDIA GPU was asked for, but none is found"
        if let card, let memory = card.memory {
            let gigabytes = Double(memory) / Double(1 << 30)
            // A card keeps some of its memory to itself: one of 24 GB shows 22 to 24.
            profile = gpus.first { gigabytes >= 0.9 * Double($0.memory) }?.profile ?? smallestGPU
            reason = "\(card.name) has \(Int(gigabytes.rounded())) GB of memory"
        } else if let card {
            reason = "the driver of \(card.name) does not tell its memory"
        }
        profile.device = device
        return Choice(profile: profile, reason: reason)
    }
}
