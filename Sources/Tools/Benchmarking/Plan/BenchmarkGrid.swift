public import Analysis
public import Detection
import Geometry
import Observations

/// One point of the grid: what varies from run to run.
public struct BenchmarkSetting: Hashable, Sendable, Codable {
    /// Where the model runs.
    public var device: AnalysisSettings.Device
    /// Pictures that the model gets at once.
    public var batchSize: Int
    /// The model sees every `frameStride`th frame.
    public var frameStride: Int
    /// The width of the model's pictures in pixels.
    public var imageSize: Int

    /// Returns what speedups are counted from: batch 4, every frame, 1024 pixels.
    static func baseline(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        BenchmarkSetting(device: device, batchSize: 4, frameStride: 1, imageSize: 1024)
    }

    /// Returns the settings of an analysis at this point; everything else as in `base`. A time budget would change the
    /// stride, so there is none.
    func settings(from base: AnalysisSettings) -> AnalysisSettings {
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

/// The settings to measure: every combination of some values.
public struct BenchmarkGrid: Hashable, Sendable {
    /// Where to run.
    public var devices: [AnalysisSettings.Device]
    /// Pictures that the model gets at once.
    public var batchSizes: [Int]
    /// The distances of the frames that the model sees.
    public var frameStrides: [Int]
    /// The widths of the model's pictures in pixels.
    public var imageSizes: [Int]
    /// The width whose result counts as the truth if no truth is known.
    public let referenceSize: Int

    /// Returns everything that users of such miners try, and the batch that suits the device. Settings that the device
    /// has no memory for fail by themselves and are listed.
    public static func full(for profile: HardwareProfile, reference: ReferenceSize) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, 32, 48, 64, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640, 800, 1024], referenceSize: reference.width)
    }

    /// Returns what decides: the baseline's batch and the device's own, the sizes around the model's.
    public static func quick(for profile: HardwareProfile, reference: ReferenceSize) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640], referenceSize: reference.width)
    }

    /// The settings: first each device's baseline, then the one that quality is compared with, then the rest.
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

    /// Returns the setting whose result the others are compared with if no truth is known: every frame, at the size that
    /// the model is best at. A larger size isn't better: a model finds less at sizes that it wasn't trained for.
    public func reference(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        let baseline = BenchmarkSetting.baseline(on: device)
        guard referenceSize != baseline.imageSize else { return baseline }
        return BenchmarkSetting(
            device: device, batchSize: batchSizes.min() ?? baseline.batchSize, frameStride: 1,
            imageSize: referenceSize)
    }

    /// Returns the settings in the order in which a round, counted from 0, measures them.
    ///
    /// A shared machine drifts: it is slower for a minute, then faster. So each round measures every setting once, in
    /// another order, and no setting's repetitions stand together. The orders are the same in every benchmark. The first
    /// round keeps the given order, so that a benchmark that runs out of time has the baseline and the reference.
    static func order(of settings: [BenchmarkSetting], round: Int) -> [BenchmarkSetting] {
        guard round > 0 else { return settings }
        var random = SeededGenerator(seed: UInt64(round))
        return settings.shuffled(using: &random)
    }
}

/// The width of the model's pictures whose result counts as the truth of a clip without truth.
public struct ReferenceSize: Hashable, Sendable {
    /// Pixels.
    public let width: Int
    /// Why, as the rest of a sentence: "the model's card measures its best there (…)".
    public let reason: String

    /// Takes the size that the model's card, `model.json`, measures as best.
    ///
    /// The card names a figure of one size with the size before its name: `"512.players.map50.all": 0.78`. The mean
    /// average precision of objects decides, and for models of the pitch alone the keypoints within 10 pixels. If the card
    /// has no figures by size, the model's own input size is taken: the card's figures are of that size.
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
            reason = "the model's card measures its best there (\(name): \(list))"
            return
        }
        width = manifest.input.width
        reason = "the model was made for that size, and its card gives no figures for others"
    }
}
