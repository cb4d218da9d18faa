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
