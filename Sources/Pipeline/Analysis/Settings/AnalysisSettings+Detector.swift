public import Detection
import Engines
public import Media
import Observations

extension AnalysisSettings {
    /// The options for decoding a clip on the processor.
    public var decoding: VideoReader.Options {
        VideoReader.Options(threads: min(cpuThreads, VideoReader.Options.mostThreads), stride: frameStride)
    }

    /// Returns the detector's settings for a clip.
    ///
    /// - Parameter aspect: the width of the clip's picture divided by its height.
    public func detectorSettings(aspect: Double) -> DetectorSettings {
        var settings = DetectorSettings()
        settings.batchSize = batchSize
        settings.imageSize = imageSize
        settings.aspect = aspect
        settings.engine.library = engine
        settings.engine.threads = cpuThreads
        settings.engine.cacheFolder = EngineCache.userFolder()
        // Less confident detections continue a track that reached the threshold elsewhere; see `ClipTracker`.
        settings.decoding.confidence = confidenceThreshold / 2
        settings.decoding.iou = iouThreshold
        settings.decoding.maxDetections = maxDetections
        return settings
    }
}
