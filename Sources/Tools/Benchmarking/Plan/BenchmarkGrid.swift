public import Analysis
public import Detection
import Geometry
import Observations

/// One point of the grid: the settings that vary between runs.
public struct BenchmarkSetting: Hashable, Sendable, Codable {
    /// The device that runs the model.
    public var device: AnalysisSettings.Device
    /// The number of pictures that the model analyses at once.
    public var batchSize: Int
    /// The distance between analysed frames.
    public var frameStride: Int
    /// The width of the model's input, in pixels.
    public var imageSize: Int

    /// Returns the setting that speedups refer to: batch 4, every frame, 1024 pixels.
    static func baseline(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        BenchmarkSetting(device: device, batchSize: 4, frameStride: 1, imageSize: 1024)
    }

    /// Returns the settings of an analysis at this point; all others come from `base`. There is no time budget, because
    /// it would change the stride.
    func settings(from base: AnalysisSettings) -> AnalysisSettings {
        var settings = base
        settings.device = device
        settings.batchSize = batchSize
        settings.frameStride = frameStride
        settings.imageSize = imageSize
        settings.timeBudget = nil
        return settings
    }

    /// The setting as text, such as "batch 4, stride 1, 1024 px".
    public var label: String { "batch \(batchSize), stride \(frameStride), \(imageSize) px" }
}

/// The settings to measure: all combinations of the given values.
public struct BenchmarkGrid: Hashable, Sendable {
    /// The devices.
    public var devices: [AnalysisSettings.Device]
    /// The batch sizes.
    public var batchSizes: [Int]
    /// The distances between analysed frames.
    public var frameStrides: [Int]
    /// The widths of the model's input, in pixels.
    public var imageSizes: [Int]
    /// The input width whose result serves as the reference if the truth is unknown.
    public let referenceSize: Int

    /// Returns the values that miners commonly use, and the batch size that suits the device. The report lists settings
    /// that fail because the device has too little memory.
    public static func full(for profile: HardwareProfile, reference: ReferenceSize) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, 32, 48, 64, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640, 800, 1024], referenceSize: reference.width)
    }

    /// Returns the most informative values: the batch sizes of the baseline and of the device, and sizes close to the
    /// model's.
    public static func quick(for profile: HardwareProfile, reference: ReferenceSize) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640], referenceSize: reference.width)
    }

    /// All settings: first each device's baseline, then the reference for quality, then the others.
    var settings: [BenchmarkSetting] {
        let first = devices.flatMap { [BenchmarkSetting.baseline(on: $0), reference(on: $0)] }
        let combinations = devices.flatMap { device in
            imageSizes.flatMap { size in
                frameStrides.flatMap { stride in
                    batchSizes.map {
                        BenchmarkSetting(device: device, batchSize: $0, frameStride: stride, imageSize: size)
                    }
                }
            }
        }
        var seen: Set<BenchmarkSetting> = []
        return (first + combinations).filter { seen.insert($0).inserted }
    }

    /// Returns the setting whose result the others are compared with if the truth is unknown: every frame, at the input
    /// size with the model's best quality. A larger size is not better, because a model finds less at sizes it was not
    /// trained for.
    public func reference(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        let baseline = BenchmarkSetting.baseline(on: device)
        guard referenceSize != baseline.imageSize else { return baseline }
        return BenchmarkSetting(
            device: device, batchSize: batchSizes.min() ?? baseline.batchSize, frameStride: 1,
            imageSize: referenceSize)
    }

    /// Returns the settings in the order in which a round measures them.
    ///
    /// The speed of a shared machine drifts. Each round therefore measures every setting once, in a different order, so
    /// that the runs of one setting are spread over time. The orders are the same in every benchmark. The first round
    /// keeps the given order, so that a benchmark that runs out of time has the baseline and the reference.
    ///
    /// - Parameters:
    ///   - settings: The settings to measure.
    ///   - round: The number of the round, from 0.
    static func order(of settings: [BenchmarkSetting], round: Int) -> [BenchmarkSetting] {
        guard round > 0 else { return settings }
        var random = SeededGenerator(seed: UInt64(round))
        return settings.shuffled(using: &random)
    }
}

/// The input width whose result serves as the reference for a clip without known truth.
public struct ReferenceSize: Hashable, Sendable {
    /// The width in pixels.
    public let width: Int
    /// The reason, as the rest of a sentence: "the model's card reports its best quality there (…)".
    public let reason: String

    /// Chooses the size at which the model's card, `model.json`, reports the best quality.
    ///
    /// A figure for one size has the size before its name: `"512.players.map50.all": 0.78`. The mean average precision
    /// of objects decides, or the keypoints within 10 pixels if the model detects only the pitch. If the card has no
    /// figures by size, this is the model's own input size, to which the card's figures refer.
    public init(of manifest: ModelManifest) {
        for name in ["players.map50.all", "pitch.pck10"] {
            let figures = (manifest.quality ?? [:]).compactMap { key, value -> (width: Int, value: Double)? in
                guard key.hasSuffix(".\(name)"), let width = Int(key.dropLast(name.count + 1)), width > 0 else {
                    return nil
                }
                return (width, value)
            }.sorted { ($1.value, $0.width) < ($0.value, $1.width) }
            guard let best = figures.first else { continue }
            width = best.width
            let list = figures.map { "\($0.value) at \($0.width)" }.joined(separator: ", ")
            reason = "the model's card reports its best quality there (\(name): \(list))"
            return
        }
        width = manifest.input.width
        reason = "the model was made for that size, and its card has no figures for others"
    }
}
