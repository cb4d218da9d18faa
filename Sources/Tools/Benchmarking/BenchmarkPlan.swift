public import Analysis
public import Evaluation
import Platform

/// What a benchmark measures and how.
public struct BenchmarkPlan: Sendable {
    /// The paths of the clip and of the model package.
    public var clip: String
    public var model: String
    public var grid: BenchmarkGrid
    /// Of everything that the grid does not vary.
    public var base: AnalysisSettings
    /// How often each setting is measured.
    public var rounds: Int
    /// The most frames of the clip that are analysed; nil = all.
    public var frameLimit: Int?
    /// When to stop, at the end of a round at best; nil = never.
    public var deadline: ContinuousClock.Instant?
    /// The truth of the clip, where it is known.
    public var truth: ClipObservations?

    public init(
        clip: String, model: String, grid: BenchmarkGrid, base: AnalysisSettings = AnalysisSettings(), rounds: Int = 3,
        frameLimit: Int? = nil, deadline: ContinuousClock.Instant? = nil, truth: ClipObservations? = nil
    ) {
        self.clip = clip
        self.model = model
        self.grid = grid
        self.base = base
        self.rounds = rounds
        self.frameLimit = frameLimit
        self.deadline = deadline
        self.truth = truth
    }

    /// Whether a round that takes so many seconds ends in time: one that does not would measure some settings oftener
    /// than others.
    func allows(roundOf seconds: Double, now: ContinuousClock.Instant) -> Bool {
        deadline.map { now + .seconds(seconds) <= $0 } ?? true
    }
}
