import Detection
import Engines
import Machine
import Observations

/// The functions that make engines and detectors and list the machine's cards. Tests replace them.
struct DeviceWorkshop: Sendable {
    /// The receiver of notices for the operator, one sentence each.
    var onNotice: @Sendable (String) -> Void
    var cards: @Sendable () -> [GraphicsCard] = { GraphicsCard.known }
    /// The function that returns the profile for this machine if the device is `auto`.
    var profile: @Sendable () -> HardwareProfile.Choice
    /// The function that loads an engine. It throws an `InferenceError` if the device can't be used.
    var engine: @Sendable (EngineSettings) throws -> any InferenceEngine
    /// The function that makes a detector with a fixed batch size.
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

    /// Throws an `InferenceError` if the device can't be used.
    func examine(_ device: EngineDevice, _ settings: AnalysisSettings, models: Int) throws {
        guard device != .cpu else { return }
        _ = try engine(engineSettings(device, settings, models: models))
        guard case .cuda(let number) = device else { return }
        let cards = cards().nvidia
        // If the system lists no cards, the engine alone decides.
        guard cards.isEmpty || cards.indices.contains(number) else {
            throw DeviceFault.noSuchCard(count: cards.count).error(device)
        }
    }

    /// Makes a detector for a model on a device, with the largest batch size that fits.
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
                    "\(device.name) has too little memory for a batch of \(from) and now uses \(to); "
                        + "set BATCH_SIZE=\(to) to start with that (\(reason.context))")
            },
            make: { [make, wanted] batch in
                var settings = wanted
                settings.batchSize = batch
                return try make(package, settings, opened)
            })
    }

    /// Returns the engine's settings for a device. Each of several models gets an equal share of its memory.
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
