/// The frames with the most errors and those with the worst pitch, over all sets.
public struct WorstFrames: Sendable {
    /// The frames with errors in objects, those with the most first.
    public private(set) var objects: [FrameMisses] = []
    /// The frames with a labelled pitch: first those without a view, then those with the largest error.
    public private(set) var pitch: [PitchMisses] = []

    /// Creates an empty list.
    public init() {}

    /// Adds the frames of a set. Frames with equally many errors stay in the order in which they were added.
    public mutating func add(_ misses: [FrameMisses]) {
        objects = Self.sorted(objects + misses) { -$0.count }
    }

    /// Adds the frames of a set. Frames with equal errors stay in the order in which they were added.
    public mutating func add(_ misses: [PitchMisses]) {
        pitch = Self.sorted(pitch + misses) { -($0.error ?? .infinity) }
    }

    private static func sorted<Misses, Key: Comparable>(_ misses: [Misses], by key: (Misses) -> Key) -> [Misses] {
        misses.enumerated().map { (key: key($1), place: $0, misses: $1) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.misses)
    }
}
