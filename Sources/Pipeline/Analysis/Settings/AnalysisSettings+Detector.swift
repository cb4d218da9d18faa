public import Detection
import Engines
public import Media
import Observations

extension AnalysisSettings {
    /// How the clip is decoded on the processor.
    public var decoding: VideoReader.Options {
        VideoReader.Options(threads: min(cpuThreads, VideoReader.Options.mostThreads), stride: frameStride)
    }

    /// What these settings mean to the detector of a clip.
    /// - Parameter aspect: the clip's width to its height.
    public func detectorSettings(aspect: Double) -> DetectorSettings {
        var settings = DetectorSettings()
        settings.batchSize = batchSize
        settings.imageSize = imageSize
        settings.aspect = aspect
        settings.engine.library = engine
        settings.engine.threads = cpuThreads
        settings.engine.cacheFolder = EngineCache.userFolder()
        // Weaker sightings continue a track that reached the threshold elsewhere; see `ClipTracker`.
        settings.decoding.confidence = confidenceThreshold / 2
        settings.decoding.iou = iouThreshold
        settings.decoding.maxDetections = maxDetections
        return settings
    }
}
