/// The figures of one sequence, or of several together, 0 to 1 where nothing else is said. Without truth, not numbers.
public struct TrackingFigures: Hashable, Sendable {
    /// Means over overlap thresholds 0.05, 0.10 ... 0.95, as all of HOTA's.
    public var hota: Double
    public var detA: Double
    public var assA: Double
    public var detRecall: Double
    public var detPrecision: Double
    public var assRecall: Double
    public var assPrecision: Double
    public var locA: Double
    /// HOTA at each of the 19 thresholds.
    public var hotaByThreshold: [Double]

    /// 1 at best, without a lower bound.
    public var mota: Double
    /// The mean overlap of the matches.
    public var motp: Double
    public var recall: Double
    public var precision: Double
    /// Counts.
    public var idSwitches: Int
    public var fragmentations: Int
    public var mostlyTracked: Int
    public var partlyTracked: Int
    public var mostlyLost: Int

    public var idf1: Double
    public var idRecall: Double
    public var idPrecision: Double

    /// Boxes.
    public var truthCount: Int
    public var foundCount: Int
}
