extension HardwareProfile {
    /// A profile, and why it is the one.
    public struct Choice: Hashable, Sendable {
        public let profile: HardwareProfile
        /// Half a sentence a person reads.
        public let reason: String
    }

    /// The profile for a device of this machine.
    /// - Parameters:
    ///   - device: what was asked for.
    ///   - engines: the devices that this build can run the model on.
    ///   - graphics: the machine's cards; looked for only where an engine could use one, since that takes a while.
    public static func choose(
        for device: AnalysisSettings.Device, engines: [AnalysisSettings.Device] = AnalysisSettings.Device.available,
        graphics: () -> [GraphicsCard] = GraphicsCard.probe
    ) -> Choice {
        guard device != .cpu else { return Choice(profile: .cpu, reason: "the processor was asked for") }
        guard engines.contains(.cuda) else {
            return Choice(profile: .cpu, reason: "this build runs the model on processors only")
        }
        let largest = graphics().filter { $0.maker == .nvidia }.max { ($0.memory ?? 0) < ($1.memory ?? 0) }
        guard let card = largest else { return Choice(profile: .cpu, reason: "no NVIDIA GPU was found") }
        guard let memory = card.memory else {
            return Choice(profile: .cpu, reason: "the driver of \(card.name) does not tell its memory")
        }
        let gigabytes = Double(memory) / Double(1 << 30)
        // A card keeps some of its memory to itself: one of 24 GB shows 22 to 24.
        guard let fitting = gpus.first(where: { gigabytes >= 0.9 * Double($0.memory) }) else {
            return Choice(profile: .cpu, reason: "\(card.name) has less than 10 GB of memory")
        }
        return Choice(profile: fitting.profile, reason: "\(card.name) has \(Int(gigabytes.rounded())) GB of memory")
    }
}
