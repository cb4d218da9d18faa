import Results

extension AnalysisSettings {
    /// The settings that a result reports.
    var used: ClipResult.UsedSettings {
        ClipResult.UsedSettings(
            frameStride: frameStride, batchSize: batchSize, imageSize: imageSize, fill: fill.rawValue)
    }
}
