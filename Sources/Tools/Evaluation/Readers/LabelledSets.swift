/// The labelled folders of one evaluation.
public struct LabelledSets: Sendable {
    /// The folders of labelled objects.
    public let players: [LabelledSet]
    /// The folders of labelled pitches.
    public let pitch: [LabelledSet]

    /// Lists the pictures of all folders, so that an error in one is found before the others are evaluated.
    ///
    /// - Parameters:
    ///   - players: The paths of folders of labelled objects.
    ///   - pitch: The paths of folders of labelled pitches.
    /// - Throws: `EvaluationError` for the first folder that cannot be used; see `LabelledFolder`.
    public init(players: [String], pitch: [String]) throws(EvaluationError) {
        let paths = players + pitch
        let isComparison = max(players.count, pitch.count) > 1
        let names = isComparison ? FolderNames.distinct(paths) : [String?](repeating: nil, count: paths.count)
        var sets: [LabelledSet] = []
        for (path, name) in zip(paths, names) {
            sets.append(LabelledSet(name: name, folder: try LabelledFolder(path: path)))
        }
        self.players = Array(sets.prefix(players.count))
        self.pitch = Array(sets.dropFirst(players.count))
    }

    /// Whether no folder was given.
    public var isEmpty: Bool { players.isEmpty && pitch.isEmpty }
}

/// A labelled folder to evaluate.
public struct LabelledSet: Sendable {
    /// The name that tells the set from the others; `nil` if there is only one folder of each kind.
    public let name: String?
    /// The pictures and their labels.
    public let folder: LabelledFolder
}
