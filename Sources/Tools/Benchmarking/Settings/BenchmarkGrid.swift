public import Analysis

/// The settings to measure: every combination of some values.
public struct BenchmarkGrid: Hashable, Sendable {
    public var devices: [AnalysisSettings.Device]
    public var batchSizes: [Int]
    public var frameStrides: [Int]
    public var imageSizes: [Int]

    public init(
        devices: [AnalysisSettings.Device], batchSizes: [Int], frameStrides: [Int], imageSizes: [Int]
    ) {
        self.devices = devices
        self.batchSizes = batchSizes
        self.frameStrides = frameStrides
        self.imageSizes = imageSizes
    }

    /// Everything that users of such miners try, and the batch that suits the device. What does not fit the device's
    /// memory fails by itself and is listed.
    public static func full(for profile: HardwareProfile) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, 32, 48, 64, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640, 800, 1024])
    }

    /// What decides: the baseline's batch and the device's own, the sizes around the model's.
    public static func quick(for profile: HardwareProfile) -> BenchmarkGrid {
        BenchmarkGrid(
            devices: [profile.device], batchSizes: Set([4, profile.settings.batchSize]).sorted(),
            frameStrides: [1, 2, 3], imageSizes: [512, 640])
    }

    /// The settings: first each device's baseline, then the one that quality is compared with, then the rest.
    public var settings: [BenchmarkSetting] {
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

    /// What the others are held against where no truth is known: every frame, at the largest size measured.
    public func reference(on device: AnalysisSettings.Device) -> BenchmarkSetting {
        let baseline = BenchmarkSetting.baseline(on: device)
        guard let largest = imageSizes.max(), largest > baseline.imageSize else { return baseline }
        return BenchmarkSetting(
            device: device, batchSize: batchSizes.min() ?? baseline.batchSize, frameStride: 1, imageSize: largest)
    }
}
