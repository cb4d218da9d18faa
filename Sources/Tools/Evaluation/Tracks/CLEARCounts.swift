/// The counts of the CLEAR metrics at an overlap of 0.50. The counts of several sequences are added.
struct CLEARCounts {
    static let threshold = 0.5

    var matches = 0
    var truthBoxes = 0
    var foundBoxes = 0
    /// The sum of the overlaps of the matches.
    var overlap = 0.0
    /// The number of times that a true track continues under another id than its last one.
    var switches = 0
    /// The number of times that a true track is found again after it was lost.
    var fragmentations = 0
    /// The numbers of true tracks found in more than 80 %, in 20 to 80 %, and in less than 20 % of their frames.
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
    /// Counts one sequence according to Bernardin and Stiefelhagen, "Evaluating Multiple Object Tracking Performance:
    /// The CLEAR MOT Metrics" (2008).
    ///
    /// Where the definition leaves a choice, this follows the MOTChallenge benchmark: matches of the previous frame
    /// take precedence over overlaps, a switch is counted against the last match no matter how long ago, and a frame
    /// without truth or without result leaves the matches of the previous frame unchanged.
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
                // 1000 exceeds the sum of all overlaps of a frame.
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

/// The state of a true track.
private struct History {
    /// The id of the last match.
    var foundID: Int?
    /// The frame of the last match, or the last of the frames without truth or result that directly followed it.
    var matchedFrame = -2
    var matches = 0
}
