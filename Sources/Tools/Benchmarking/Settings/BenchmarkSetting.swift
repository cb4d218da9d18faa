public import Analysis

/// One point of the grid: what is varied from run to run.
public struct BenchmarkSetting: Hashable, Sendable, Codable {
    public var device: AnalysisSettings.Device
    public var batchSize: Int
    public var frameStride: Int
    public var imageSize: Int

    public init(device: AnalysisSettings.Device, batchSize: Int, frameStride: Int, imageSize: Int) {
        self.device = device
        self.batchSize = batchSize
        self.frameStride = frameStride
        self.imageSize = imageSize
    }

    /// What speedups are counted from: batch 4, every frame, 1024 pixels.
    public static func baseline(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        BenchmarkSetting(device: device, batchSize: 4, frameStride: 1, imageSize: 1024)
    }

    /// The settings of an analysis at this point; everything else as in `base`. A time budget would change the stride,
    /// so there is none.
    public func settings(from base: AnalysisSettings) -> AnalysisSettings {
        var settings = base
        settings.device = device
        settings.batchSize = batchSize
        settings.frameStride = frameStride
        settings.imageSize = imageSize
        settings.timeBudget = nil
        return settings
    }

    /// "batch 4, stride 1, 1024 px".
    public var label: String { "batch \(batchSize), stride \(frameStride), \(imageSize) px" }
}
