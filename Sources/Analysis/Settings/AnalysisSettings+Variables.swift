import Inference

extension AnalysisSettings {
    /// Every setting with its value as the environment would spell it; ``SettingsResolver`` reads them back.
    public var variables: [(setting: Setting, value: String)] {
        [
            (.device, device.rawValue), (.engine, engine.rawValue), (.batchSize, "\(batchSize)"),
            (.frameStride, "\(frameStride)"),
            (.imageSize, "\(imageSize)"), (.prefetchFrames, "\(prefetchFrames)"), (.cpuThreads, "\(cpuThreads)"),
            (.confidenceThreshold, "\(confidenceThreshold)"), (.iouThreshold, "\(iouThreshold)"),
            (.maxDetections, "\(maxDetections)"), (.timeBudget, "\(timeBudget ?? 0)"),
        ]
    }
}
