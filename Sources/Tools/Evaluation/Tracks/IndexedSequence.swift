import Geometry

/// A sequence with ids replaced by array indices, and with all overlaps. All tracking metrics start from it.
struct IndexedSequence {
    /// A true and a found box of the same frame that overlap.
    struct Overlap {
        /// The indices among the frame's true and found boxes.
        var row: Int
        var column: Int
        /// The index in `pairs`.
        var pair: Int
        var iou: Double
    }

    struct Frame {
        /// The ids of the boxes.
        var truth: [Int]
        var found: [Int]
        var overlaps: [Overlap]
    }

    /// A true and a found id whose boxes overlap in some frame.
    struct Pair: Hashable {
        var truth: Int
        var found: Int
    }

    private(set) var frames: [Frame] = []
    private(set) var pairs: [Pair] = []
    /// The number of frames that contain each id.
    private(set) var truthLengths: [Int] = []
    private(set) var foundLengths: [Int] = []

    var truthBoxCount: Int { truthLengths.reduce(0, +) }
    var foundBoxCount: Int { foundLengths.reduce(0, +) }

    init(_ sequence: TrackingSequence) throws(EvaluationError) {
        var truthIDs: [Int: Int] = [:]
        var foundIDs: [Int: Int] = [:]
        var pairIDs: [Pair: Int] = [:]
        for (index, frame) in sequence.frames.enumerated() {
            try Self.check(frame.truth, frame: index, what: "truth", sequence: sequence.name)
            try Self.check(frame.found, frame: index, what: "result", sequence: sequence.name)
            let truth = Self.places(of: frame.truth, in: &truthIDs, lengths: &truthLengths)
            let found = Self.places(of: frame.found, in: &foundIDs, lengths: &foundLengths)
            var overlaps: [Overlap] = []
            for row in truth.indices {
                for column in found.indices {
                    let iou = frame.truth[row].box.iou(frame.found[column].box)
                    guard iou > 0 else { continue }
                    let pair = Pair(truth: truth[row], found: found[column])
                    let place = pairIDs[pair] ?? pairs.count
                    if place == pairs.count {
                        pairIDs[pair] = place
                        pairs.append(pair)
                    }
                    overlaps.append(Overlap(row: row, column: column, pair: place, iou: iou))
                }
            }
            frames.append(Frame(truth: truth, found: found, overlaps: overlaps))
        }
    }

    /// Assigns the next index to each new id, and counts the boxes of each id.
    private static func places(of boxes: [TrackedBox], in known: inout [Int: Int], lengths: inout [Int]) -> [Int] {
        boxes.map { box in
            let place = known[box.id] ?? lengths.count
            if place == lengths.count {
                known[box.id] = place
                lengths.append(0)
            }
            lengths[place] += 1
            return place
        }
    }

    private static func check(
        _ boxes: [TrackedBox], frame: Int, what: String, sequence: String
    ) throws(EvaluationError) {
        var seen: Set<Int> = []
        for box in boxes where !seen.insert(box.id).inserted {
            throw EvaluationError(
                .duplicateID, "The \(what) has two boxes with id \(box.id) in frame \(frame). Ids must be unique.",
                source: sequence)
        }
    }
}
