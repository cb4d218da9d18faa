import Results

extension AnalysisSettings {
    /// What a result says of them.
    var used: ClipResult.UsedSettings {
        ClipResult.UsedSettings(
            frameStride: frameStride, batchSize: batchSize, imageSize: imageSize, fill: fill.rawValue)
    }
}
