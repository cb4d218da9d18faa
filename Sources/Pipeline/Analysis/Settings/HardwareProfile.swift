/// The default settings for a kind of machine.
public struct HardwareProfile: Hashable, Sendable {
    /// The name of the profile, such as `gpu-16gb`.
    public let name: String
    /// The device that runs the model.
    public var device: AnalysisSettings.Device
    /// The default settings.
    public let settings: AnalysisSettings

    /// The profile for any processor.
    ///
    /// It uses single frames, because a larger batch only adds latency without a GPU to fill. It analyses every second
    /// frame, which costs little quality, at the model's own size. `scorevision benchmark` measures whether other
    /// settings are better on a machine.
    public static let cpu = HardwareProfile(name: "cpu", device: .cpu, settings: AnalysisSettings())

    /// The profile for Apple machines: the processor's settings, because no better ones have been measured.
    public static let mps = HardwareProfile(name: "mps", device: .mps, settings: AnalysisSettings())

    /// The profiles for GPUs with their memory in GB, largest first. The batch size grows with the memory.
    public static let gpus: [(memory: Int, profile: HardwareProfile)] = [
        (24, gpu("gpu-24gb", batchSize: 64)), (16, gpu("gpu-16gb", batchSize: 32)),
        (10, gpu("gpu-10gb", batchSize: 16)), (0, smallestGPU),
    ]

    /// The profile for GPUs with less memory or an unknown amount.
    static let smallestGPU = gpu("gpu-small", batchSize: 8)

    private static func gpu(_ name: String, batchSize: Int) -> HardwareProfile {
        var settings = AnalysisSettings()
        settings.batchSize = batchSize
        settings.frameStride = 2
        settings.imageSize = 640
        return HardwareProfile(name: name, device: .cuda([0]), settings: settings)
    }
}
