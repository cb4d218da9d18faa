/// The settings that suit a kind of machine, where nobody says otherwise.
public struct HardwareProfile: Hashable, Sendable {
    public let name: String
    /// Where it runs.
    public var device: AnalysisSettings.Device
    public let settings: AnalysisSettings

    /// Any processor: single frames, since a batch only adds waiting where there is no GPU to fill; every second frame,
    /// which costs little quality; the model's own size. `scorevision benchmark` measures whether that holds here.
    public static let cpu = HardwareProfile(name: "cpu", device: .cpu, settings: AnalysisSettings())

    /// Apple's machines: the processor's settings, until somebody has measured better ones.
    public static let mps = HardwareProfile(name: "mps", device: .mps, settings: AnalysisSettings())

    /// GPUs by their memory in GB, the largest first: the batch grows with it.
    public static let gpus: [(memory: Int, profile: HardwareProfile)] = [
        (24, gpu("gpu-24gb", batchSize: 64)), (16, gpu("gpu-16gb", batchSize: 32)),
        (10, gpu("gpu-10gb", batchSize: 16)), (0, smallestGPU),
    ]

    /// GPUs with less memory, or that don't tell.
    static let smallestGPU = gpu("gpu-small", batchSize: 8)

    private static func gpu(_ name: String, batchSize: Int) -> HardwareProfile {
        var settings = AnalysisSettings()
        settings.batchSize = batchSize
        settings.frameStride = 2
        settings.imageSize = 640
        return HardwareProfile(name: name, device: .cuda([0]), settings: settings)
    }
}
