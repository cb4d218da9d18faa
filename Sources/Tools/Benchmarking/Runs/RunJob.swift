public import Analysis
import Settings

/// What a child process is asked to do: analyse a clip in one setting and tell how it went.
public struct RunJob: Hashable, Sendable, Codable {
    /// The paths of the clip and of the model package.
    public var clip: String
    public var model: String
    /// The settings by their names in the environment.
    public var variables: [String: String]
    /// The most frames to analyse; nil = all.
    public var frameLimit: Int?
    /// Where the report goes.
    public var report: String
    /// Where the result goes, as the subnet's JSON; nil for nowhere.
    public var result: String?

    public init(
        clip: String, model: String, settings: AnalysisSettings, frameLimit: Int?, report: String, result: String?
    ) {
        self.clip = clip
        self.model = model
        variables = settings.variablesByName
        self.frameLimit = frameLimit
        self.report = report
        self.result = result
    }
}
