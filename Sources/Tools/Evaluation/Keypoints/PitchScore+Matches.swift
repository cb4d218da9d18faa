extension PitchScore {
    /// The figures of each match, in the order of their names; see `MatchName`.
    public var matches: [PitchSummary.Match] {
        let groups = MatchGroups(outcomes.map(\.frame))
        var scores = groups.names.map { _ in PitchScore() }
        for (outcome, match) in zip(outcomes, groups.matches) { scores[match].outcomes.append(outcome) }
        return zip(groups.names, scores).map { PitchSummary.Match(name: $0, summary: $1.summary) }
    }
}

extension PitchSummary {
    /// The figures of one match.
    public struct Match: Sendable {
        /// The name of the match; `nil` for the pictures whose names contain none.
        public var name: String?
        /// The figures of the match's frames.
        public var summary: PitchSummary
    }
}
