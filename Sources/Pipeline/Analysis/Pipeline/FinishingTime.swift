/// The time limit for the work after the last frame: shots, ids and teams. After it, the remaining steps are shortened.
///
/// If the deadline passed while frames were still being analysed, this work gets `Cutoff.grace`. Nearly always, that is
/// enough to complete it.
struct FinishingTime: Sendable {
    /// The time at which the last frame was analysed.
    let start: ContinuousClock.Instant
    /// The time at which the result is due; `nil` = no deadline.
    let deadline: ContinuousClock.Instant?
    let cutoff: Cutoff

    /// Whether the time is up or the task is cancelled.
    var isOver: Bool { Task.isCancelled || isOver(at: .now) }

    func isOver(at now: ContinuousClock.Instant) -> Bool {
        let ends = [deadline, cutoff.time].compactMap { $0.map { max($0, start) + Cutoff.grace } }
        return ends.contains { $0 <= now }
    }
}
