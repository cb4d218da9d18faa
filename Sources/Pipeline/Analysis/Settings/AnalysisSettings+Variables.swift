import Engines

extension AnalysisSettings {
    /// Every setting with its value as the environment would spell it; ``SettingsResolver`` reads them back.
    public var variables: [(setting: Setting, value: String)] {
        [
            (.device, device.rawValue), (.engine, engine.rawValue), (.batchSize, "\(batchSize)"),
            (.frameStride, "\(frameStride)"),
            (.imageSize, "\(imageSize)"), (.graphicsMemoryFraction, "\(graphicsMemoryFraction)"),
            (.graphicsPrecision, graphicsPrecision.rawValue), (.prefetchFrames, "\(prefetchFrames)"),
            (.cpuThreads, "\(cpuThreads)"),
            (.confidenceThreshold, "\(confidenceThreshold)"), (.iouThreshold, "\(iouThreshold)"),
            (.maxDetections, "\(maxDetections)"), (.timeBudget, "\(timeBudget ?? 0)"),
        ]
    }

    /// The same by the settings' names.
    public var variablesByName: [String: String] {
        Dictionary(uniqueKeysWithValues: variables.map { ($0.setting.name, $0.value) })
    }
}
