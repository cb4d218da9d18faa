import Geometry
public import Observations
import Tracking

extension TrackingSequence {
    /// Puts MOTChallenge truth and result side by side.
    ///
    /// - Parameters:
    ///   - frameCount: at least; rows of later frames add to it.
    ///   - rules: which true rows count.
    ///   - name: of the sequence.
    ///   - truth: its true rows.
    ///   - found: the result's rows.
    public init(
        name: String, truth: [MOTRow], found: [MOTRow], frameCount: Int = 0, rules: MOTRules = .automatic
    ) {
        let rules = rules.settled(for: truth)
        let count = (truth + found).reduce(frameCount) { max($0, $1.frameIndex + 1) }
        var trueRows = [[MOTRow]](repeating: [], count: count)
        var foundBoxes = [[TrackedBox]](repeating: [], count: count)
        for row in truth { trueRows[row.frameIndex].append(row) }
        for row in found { foundBoxes[row.frameIndex].append(TrackedBox(row)) }
        var matching = BestMatching()
        self.init(
            name: name,
            frames: zip(trueRows, foundBoxes).map { rows, boxes in
                Frame(
                    truth: rows.filter(rules.counts).map(TrackedBox.init),
                    found: rules.withoutDistractors(boxes, truth: rows, matching: &matching))
            })
    }
}

extension MOTFolder {
    /// This sequence's truth beside a result in MOTChallenge text.
    public func sequence(found path: String, rules: MOTRules = .automatic) throws(EvaluationError) -> TrackingSequence {
        sequence(truth: try truth(), found: try MOTRow.read(path: path), rules: rules)
    }

    /// This sequence's truth beside what a tracker gave for each frame.
    public func sequence(
        found: [[TrackedObject]], rules: MOTRules = .automatic
    ) throws(EvaluationError) -> TrackingSequence {
        sequence(truth: try truth(), found: Self.rows(of: found), rules: rules)
    }

    func sequence(truth: [MOTRow], found: [MOTRow], rules: MOTRules) -> TrackingSequence {
        TrackingSequence(
            name: name, truth: truth, found: found, frameCount: frameCount(of: truth, found), rules: rules)
    }

    static func rows(of frames: [[TrackedObject]]) -> [MOTRow] {
        frames.enumerated().flatMap { index, objects in
            objects.map {
                MOTRow(frameIndex: index, id: $0.id, box: $0.detection.box, mark: $0.detection.confidence)
            }
        }
    }
}

extension TrackedBox {
    fileprivate init(_ row: MOTRow) {
        self.init(id: row.id, box: row.box)
    }
}
