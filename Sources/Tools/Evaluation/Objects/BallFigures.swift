import Observations

/// The ball's figures at two confidences: the one that the program uses, and the one with the best recall at a precision
/// that must be kept. Average precision says nothing about either.
public struct BallFigures: Hashable, Sendable {
    /// The precision of `precise`.
    public static let leastPrecision = 0.85

    /// The figures at the program's confidence threshold.
    public var atThreshold: OperatingPoint
    /// The figures with the highest recall at which the precision is at least 0.85.
    public var precise: OperatingPoint
}

extension DetectionSummary {
    /// Returns the figures of the ball.
    ///
    /// - Parameter threshold: The program's confidence threshold.
    public func ball(threshold: Double) -> BallFigures {
        let curve = self[.ball].curve
        return BallFigures(
            atThreshold: curve.at(confidence: threshold),
            precise: curve.highestRecall(precision: BallFigures.leastPrecision))
    }
}
