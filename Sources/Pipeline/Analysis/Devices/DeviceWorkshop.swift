import Detection
import Engines
import Machine
import Observations

/// What devices are made of: engines, detectors and the machine's cards. Tests have others.
struct DeviceWorkshop: Sendable {
    /// Is told what an operator should know, a sentence each.
    var onNotice: @Sendable (String) -> Void
    var cards: @Sendable () -> [GraphicsCard] = { GraphicsCard.known }
    /// What suits the machine where the device is `auto`.
    var profile: @Sendable () -> HardwareProfile.Choice
    /// Opens an engine. Throws what the device lacks.
    var engine: @Sendable (EngineSettings) throws -> any InferenceEngine
    /// A detector of one batch.
    var make: @Sendable (ModelPackage, DetectorSettings, any InferenceEngine) throws -> any FrameDetector = {
        try Detector(package: $0, settings: $1, engine: $2)
    }

    init(onNotice: @escaping @Sendable (String) -> Void) {
        self.onNotice = onNotice
        profile = {
            #if os(macOS)
                return HardwareProfile.Choice(profile: .mps, reason: "this is an Apple machine")
            #else
                return HardwareProfile.choose(for: .auto)
            #endif
        }
        engine = { try $0.makeEngine(onNotice: onNotice) }
    }

    /// Throws what a device lacks.
    func examine(_ device: EngineDevice, _ settings: AnalysisSettings, models: Int) throws {
        guard device != .cpu else { return }
        _ = try engine(engineSettings(device, settings, models: models))
        guard case .cuda(let number) = device else { return }
        let cards = cards().nvidia
        // Where nobody tells of cards, the engine has the last word.
        guard cards.isEmpty || cards.indices.contains(number) else {
            throw DeviceFault.noSuchCard(count: cards.count).error(device)
        }
    }

    /// A model on a device, with as large a batch as it has room for.
    func detector(
        _ package: ModelPackage, on device: EngineDevice, _ settings: AnalysisSettings, models: Int, aspect: Double,
        adjust: (inout DetectorSettings) -> Void
    ) throws -> any FrameDetector {
        var wanted = settings.detectorSettings(aspect: aspect)
        adjust(&wanted)
        wanted.engine = engineSettings(device, settings, models: models)
        let opened = try engine(wanted.engine)
        guard device != .cpu || wanted.batchSize > 1 else { return try make(package, wanted, opened) }
        return try AdaptiveBatchDetector(
            device: "\(device.name) \(package.manifest.name) \(settings.imageSize)", batchSize: wanted.batchSize,
            onHalving: { [onNotice] from, to, reason in
                onNotice(
                    "\(device.name) has no room for a batch of \(from), so it takes \(to) from here on; "
                        + "set BATCH_SIZE=\(to) to begin with that (\(reason.context))")
            },
            make: { [make, wanted] batch in
                var settings = wanted
                settings.batchSize = batch
                return try make(package, settings, opened)
            })
    }

    /// How an engine uses the device, of which each of several models gets its share.
    func engineSettings(_ device: EngineDevice, _ settings: AnalysisSettings, models: Int) -> EngineSettings {
        var engine = settings.detectorSettings(aspect: 1).engine
        engine.device = device
        engine.gpu.precision = settings.graphicsPrecision
        guard case .cuda(let number) = device else { return engine }
        let cards = cards().nvidia
        guard cards.indices.contains(number) else { return engine }
        let card = cards[number]
        engine.gpu.identity = [card.name, card.driver].compactMap(\.self).joined(separator: ", ")
        engine.gpu.memoryLimit = card.memory.map {
            Int(Double($0) * settings.graphicsMemoryFraction) / max(1, models)
        }
        return engine
    }
}
