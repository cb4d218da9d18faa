/// The figures of a team score. What can't be known is not a number.
public struct TeamSummary: Hashable, Sendable {
    /// Found tracks that are mostly on persons who play for a team.
    public var trackCount: Int
    /// The share of those whose team, by most of its boxes, is that of the persons that most of its boxes are on.
    public var tracksRight: Double
    /// The share of those that have a team at all.
    public var tracksNamed: Double
    /// Found boxes on persons who play for a team.
    public var boxCount: Int
    /// The share of those with that person's team.
    public var boxesRight: Double
}

extension TeamScore {
    /// The figures of all frames added so far.
    public var summary: TeamSummary {
        let all = tracks.values
        let straight = all.reduce(0) { $0 + $1.boxes[0][0] + $1.boxes[1][1] }
        let crossed = all.reduce(0) { $0 + $1.boxes[0][1] + $1.boxes[1][0] }
        let names = crossed > straight ? [1, 0] : [0, 1]
        let players = all.filter { $0.playerBoxes > $0.boxesOnOthers }
        let boxCount = all.reduce(0) { $0 + $1.playerBoxes }
        return TeamSummary(
            trackCount: players.count,
            tracksRight: share(
                players.count { $0.saidTeam.map { said in names[said] } == $0.trueTeam }, of: players.count),
            tracksNamed: share(players.count { $0.saidTeam != nil }, of: players.count),
            boxCount: boxCount, boxesRight: share(max(straight, crossed), of: boxCount))
    }
}

extension TeamScore.Track {
    fileprivate var playerBoxes: Int { boxes.joined().reduce(0, +) }

    fileprivate var trueTeam: Int { boxes[0].reduce(0, +) >= boxes[1].reduce(0, +) ? 0 : 1 }

    /// nil where the result names none on any of the boxes.
    fileprivate var saidTeam: Int? {
        let (zero, one) = (boxes[0][0] + boxes[1][0], boxes[0][1] + boxes[1][1])
        return zero + one == 0 ? nil : zero >= one ? 0 : 1
    }
}
