/// How long what follows the last frame (shots, ids, teams) may take: when it is over, the rest is answered the short
/// way.
///
/// A deadline that passed while frames were still analysed leaves a moment for it: nearly always that is enough for the
/// whole of it, and ids are worth the wait.
struct FinishingTime: Sendable {
    /// When the last frame was analysed.
    let start: ContinuousClock.Instant
    /// When the answer is wanted; nil where nobody minds.
    let deadline: ContinuousClock.Instant?
    let cutoff: Cutoff

    /// Whether the time is up, or the task is cancelled.
    var isOver: Bool { Task.isCancelled || isOver(at: .now) }

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        let ends = [deadline, cutoff.time].compactMap { $0.map { max($0, start) + Cutoff.grace } }
        return ends.contains { $0 <= now }
    }
}
