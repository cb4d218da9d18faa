/// What the CLEAR metrics count, at an overlap of 0.50; the counts of several sequences are added.
struct CLEARCounts {
    static let threshold = 0.5

    var matches = 0
    var truthBoxes = 0
    var foundBoxes = 0
    /// Sum over the matches.
    var overlap = 0.0
    /// A true track that goes on under another id than it last had.
    var switches = 0
    /// A true track that is found again after it was lost.
    var fragmentations = 0
    /// True tracks found in more than 80 %, in 20 to 80 %, and in less of their frames.
    var mostlyTracked = 0
    var partlyTracked = 0
    var mostlyLost = 0

    static func += (a: inout CLEARCounts, b: CLEARCounts) {
        a.matches += b.matches
        a.truthBoxes += b.truthBoxes
        a.foundBoxes += b.foundBoxes
        a.overlap += b.overlap
        a.switches += b.switches
        a.fragmentations += b.fragmentations
        a.mostlyTracked += b.mostlyTracked
        a.partlyTracked += b.partlyTracked
        a.mostlyLost += b.mostlyLost
    }
}

extension CLEARCounts {
    /// Counts one sequence, after Bernardin and Stiefelhagen, "Evaluating Multiple Object Tracking Performance: The
    /// CLEAR MOT Metrics" (2008).
    ///
    /// Where the definition leaves a choice, it is the one of the MOTChallenge benchmark: a match of the frame before
    /// is kept before overlaps are weighed, a switch is counted against the last match however long ago, and a frame
    /// without truth or without result leaves the matches of the frame before as they were.
    init(_ sequence: IndexedSequence) {
        truthBoxes = sequence.truthBoxCount
        foundBoxes = sequence.foundBoxCount
        var histories = [History](repeating: History(), count: sequence.truthLengths.count)
        var matching = BestMatching()
        for (index, frame) in sequence.frames.enumerated() {
            guard !frame.truth.isEmpty, !frame.found.isEmpty else {
                for id in histories.indices where histories[id].matchedFrame == index - 1 {
                    histories[id].matchedFrame = index
                }
                continue
            }
            let close = frame.overlaps.filter { $0.iou >= Self.threshold - Double.ulpOfOne }
            let candidates = close.map { overlap in
                let history = histories[frame.truth[overlap.row]]
                let goesOn = history.matchedFrame == index - 1 && history.foundID == frame.found[overlap.column]
                // 1000 outweighs all overlaps of a frame.
                return BestMatching.Pair(
                    row: overlap.row, column: overlap.column, score: overlap.iou + (goesOn ? 1000 : 0))
            }
            for place in matching.choose(from: candidates, rows: frame.truth.count, columns: frame.found.count) {
                let match = close[place]
                matches += 1
                overlap += match.iou
                count(frame.found[match.column], in: index, for: &histories[frame.truth[match.row]])
            }
        }
        for (history, length) in zip(histories, sequence.truthLengths) { count(history, length: length) }
    }

    private mutating func count(_ foundID: Int, in frame: Int, for history: inout History) {
        if let last = history.foundID {
            if last != foundID { switches += 1 }
            if history.matchedFrame != frame - 1 { fragmentations += 1 }
        }
        history.foundID = foundID
        history.matchedFrame = frame
        history.matches += 1
    }

    private mutating func count(_ history: History, length: Int) {
        let tracked = Double(history.matches) / Double(length)
        if tracked > 0.8 {
            mostlyTracked += 1
        } else if tracked >= 0.2 {
            partlyTracked += 1
        } else {
            mostlyLost += 1
        }
    }
}

/// How a true track fared so far.
private struct History {
    /// What it was last matched with.
    var foundID: Int?
    /// When, or the last of the frames without truth or result that directly followed.
    var matchedFrame = -2
    var matches = 0
}
