import Observations

extension DetectionScore {
    /// The figures of each match, in the order of their names; see `MatchName`.
    public var matches: [DetectionSummary.Match] {
        let groups = MatchGroups(outcomes.map(\.frame))
        var scores = groups.names.map { _ in DetectionScore(maximumDetections: maximumDetections) }
        var places: [Int] = []
        for (outcome, match) in zip(outcomes, groups.matches) {
            places.append(scores[match].outcomes.count)
            scores[match].outcomes.append(outcome)
            for truth in outcome.truth { scores[match].truthCounts[truth.objectClass.rawValue] += 1 }
        }
        for (objectClass, detections) in ranked.enumerated() {
            for var detection in detections {
                let match = groups.matches[detection.frame]
                detection.frame = places[detection.frame]
                scores[match].ranked[objectClass].append(detection)
            }
        }
        return zip(groups.names, scores).map { DetectionSummary.Match(name: $0, summary: $1.summary) }
    }
}

extension DetectionSummary {
    /// The figures of one match.
    public struct Match: Sendable {
        /// The name of the match; `nil` for the pictures whose names contain none.
        public var name: String?
        /// The figures of the match's frames.
        public var summary: DetectionSummary
    }
}
