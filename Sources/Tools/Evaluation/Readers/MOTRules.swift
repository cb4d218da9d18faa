import Geometry
import Observations

/// The rules for which rows of a MOTChallenge truth count. The raw values are those of `evaluate --mot-rules`.
public enum MOTRules: String, Hashable, Sendable, CaseIterable {
    /// TrackEval's rules: those of MOT16 and MOT17 if the truth has a column of classes, otherwise those of MOT15.
    ///
    /// With classes, only pedestrians (class 1) count. A found box that matches a distractor counts neither as correct
    /// nor as wrong; distractors are persons on vehicles (2), static persons (7), distractors (8) and reflections (12).
    /// Without classes, every row counts. A row marked 0 never counts.
    case trackEval = "trackeval"
    /// Every row that is not marked 0 counts, regardless of its class.
    case everyRow = "every-row"

    private static let pedestrian = 1
    private static let distractors: Set<Int> = [2, 7, 8, 12]
    private static let knownClasses = 1...13

    /// Returns the rows of the truth by frame, classified by these rules.
    ///
    /// - Throws: `malformed` if no row counts, or a class is not one of MOTChallenge's.
    func judged(_ truth: [MOTRow], source: String) throws(EvaluationError) -> [[JudgedRow]] {
        guard !truth.isEmpty else {
            throw EvaluationError(.malformed, "This truth has no rows: there is nothing to evaluate.", source: source)
        }
        let hasClasses = self == .trackEval && truth.contains { ($0.classID ?? -1) != -1 }
        if hasClasses, let row = truth.first(where: { !Self.knownClasses.contains($0.classID ?? 0) }) {
            throw EvaluationError(
                .malformed,
                "Class \(row.classID ?? 0) is not in MOTChallenge's range, 1 to 13. If every row is an object to track, "
                    + "choose --mot-rules \(Self.everyRow.rawValue).", source: source)
        }
        var frames = [[JudgedRow]](
            repeating: [], count: truth.reduce(0) { max($0, $1.frameIndex + 1) })
        for row in truth {
            let counts = row.mark != 0 && (!hasClasses || row.classID == Self.pedestrian)
            let isDistractor = hasClasses && row.classID.map(Self.distractors.contains) == true
            frames[row.frameIndex].append(
                JudgedRow(box: TrackedBox(id: row.id, box: row.box), counts: counts, isDistractor: isDistractor))
        }
        guard frames.contains(where: { $0.contains(where: \.counts) }) else {
            throw EvaluationError(
                .malformed,
                hasClasses
                    ? "No row of this truth is a pedestrian (class 1) that counts. If every row is an object to "
                        + "track, choose --mot-rules \(Self.everyRow.rawValue)."
                    : "Every row of this truth is marked 0, so there is nothing to evaluate.", source: source)
        }
        return frames
    }

    /// A row of the truth, classified by the rules.
    struct JudgedRow {
        var box: TrackedBox
        var counts: Bool
        var isDistractor: Bool
    }

    /// Returns the found boxes of a frame without those that match a distractor.
    ///
    /// All rows take part in the matching, at an overlap of 0.50, so that a found box can match a pedestrian that fits
    /// better. TrackEval preprocesses results in the same way.
    static func withoutDistractors(
        _ found: [TrackedBox], truth: [JudgedRow], matching: inout BestMatching
    ) -> [TrackedBox] {
        guard truth.contains(where: \.isDistractor) else { return found }
        var pairs: [BestMatching.Pair] = []
        for (row, label) in truth.enumerated() {
            for (column, box) in found.enumerated() {
                let overlap = label.box.box.iou(box.box)
                guard overlap >= CLEARCounts.threshold - Double.ulpOfOne else { continue }
                pairs.append(BestMatching.Pair(row: row, column: column, score: overlap))
            }
        }
        let chosen = matching.choose(from: pairs, rows: truth.count, columns: found.count)
        let dropped = Set(chosen.filter { truth[pairs[$0].row].isDistractor }.map { pairs[$0].column })
        return found.indices.filter { !dropped.contains($0) }.map { found[$0] }
    }
}

extension TrackingSequence {
    /// Combines the truth and a result in MOTChallenge's format.
    ///
    /// - Parameters:
    ///   - name: The name of the sequence.
    ///   - truth: The rows of the truth.
    ///   - found: The rows of the result.
    ///   - frameCount: The smallest number of frames; rows of later frames increase it.
    ///   - rules: The rules for which true rows count.
    ///   - source: The name of the truth in error messages; `nil` uses the name of the sequence.
    /// - Throws: `EvaluationError` with `malformed` if no true row counts.
    public init(
        name: String, truth: [MOTRow], found: [MOTRow], frameCount: Int = 0, rules: MOTRules = .trackEval,
        source: String? = nil
    ) throws(EvaluationError) {
        var trueRows = try rules.judged(truth, source: source ?? name)
        let count = found.reduce(max(frameCount, trueRows.count)) { max($0, $1.frameIndex + 1) }
        trueRows += repeatElement([], count: count - trueRows.count)
        var foundBoxes = [[TrackedBox]](repeating: [], count: count)
        for row in found { foundBoxes[row.frameIndex].append(TrackedBox(id: row.id, box: row.box)) }
        var matching = BestMatching()
        self.init(
            name: name,
            frames: zip(trueRows, foundBoxes).map { rows, boxes in
                Frame(
                    truth: rows.filter(\.counts).map(\.box),
                    found: MOTRules.withoutDistractors(boxes, truth: rows, matching: &matching))
            })
    }
}
