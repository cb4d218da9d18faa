/// The settings that suit a kind of machine, where nobody says otherwise.
public struct HardwareProfile: Hashable, Sendable {
    public let name: String
    public let settings: AnalysisSettings

    /// Any processor: single frames, since a batch only adds waiting where there is no GPU to fill; every second frame.
    public static let cpu = HardwareProfile(name: "cpu", settings: AnalysisSettings())
}
