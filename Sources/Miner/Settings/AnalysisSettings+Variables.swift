import Analysis
import Inference

extension AnalysisSettings {
    /// The settings by their names in the environment, as `SettingsResolver` reads them again.
    var variables: [String: String] {
        [
            Setting.device.name: device.rawValue,
            Setting.engine.name: engine.rawValue,
            Setting.batchSize.name: "\(batchSize)",
            Setting.frameStride.name: "\(frameStride)",
            Setting.imageSize.name: "\(imageSize)",
            Setting.prefetchFrames.name: "\(prefetchFrames)",
            Setting.cpuThreads.name: "\(cpuThreads)",
            Setting.confidenceThreshold.name: "\(confidenceThreshold)",
            Setting.iouThreshold.name: "\(iouThreshold)",
            Setting.maxDetections.name: "\(maxDetections)",
            Setting.timeBudget.name: "\(timeBudget ?? 0)",
        ]
    }
}
