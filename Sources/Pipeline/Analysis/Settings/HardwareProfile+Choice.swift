public import Engines
public import Machine

extension HardwareProfile {
    /// A profile with the reason for choosing it.
    public struct Choice: Hashable, Sendable {
        /// The chosen profile.
        public let profile: HardwareProfile
        /// The reason in words, without a full stop.
        public let reason: String
    }

    /// Chooses the profile for a device of this machine. Only an attempt shows whether the device really works.
    ///
    /// - Parameters:
    ///   - device: the requested device.
    ///   - isBuiltForCUDA: returns whether an engine for NVIDIA GPUs is installed. Called only if there is such a GPU.
    ///   - graphics: returns the machine's cards. Called only if an engine could use one, because it takes a while.
    public static func choose(
        for device: AnalysisSettings.Device,
        isBuiltForCUDA: () -> Bool = { ONNXRuntimeEngine.isBuiltForCUDA },
        graphics: () -> [GraphicsCard] = { GraphicsCard.known }
    ) -> Choice {
        switch device {
        case .cpu: return Choice(profile: .cpu, reason: "the processor was requested")
        case .mps: return Choice(profile: .mps, reason: "Apple's GPU was requested")
        case .cuda(let numbers):
            let cards = graphics().nvidia
            let chosen = numbers.compactMap { cards.indices.contains($0) ? cards[$0] : nil }
            // All devices use the batch size that suits the smallest one.
            return choose(chosen.min { ($0.memory ?? 0) < ($1.memory ?? 0) }, device: device)
        case .auto:
            let cards = graphics().nvidia
            guard let best = cards.indices.max(by: { (cards[$0].memory ?? 0) < (cards[$1].memory ?? 0) }) else {
                return Choice(profile: .cpu, reason: "no NVIDIA GPU was found")
            }
            guard isBuiltForCUDA() else {
                return Choice(
                    profile: .cpu,
                    reason: "the engine for \(cards[best].name) is not installed; `\(DeviceFault.setup)` installs it")
            }
            return choose(cards[best], device: .cuda([best]))
        }
    }

    private static func choose(_ card: GraphicsCard?, device: AnalysisSettings.Device) -> Choice {
        var profile = smallestGPU
        var reason = "an NVIDIA GPU was requested, but none was found"
        if let card, let memory = card.memory {
            let gigabytes = Double(memory) / Double(1 << 30)
            // A card reserves some of its memory: a 24 GB card reports 22 to 24 GB.
            profile = gpus.first { gigabytes >= 0.9 * Double($0.memory) }?.profile ?? smallestGPU
            reason = "\(card.name) has \(Int(gigabytes.rounded())) GB of memory"
        } else if let card {
            reason = "the driver of \(card.name) doesn't report its memory"
        }
        profile.device = device
        return Choice(profile: profile, reason: reason)
    }
}
