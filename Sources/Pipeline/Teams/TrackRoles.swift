import Observations

extension [[TrackedObject]] {
    /// Gives tracks other classes, in every frame. The classes are keyed by the tracks' ids.
    mutating func assign(_ roles: [Int: ObjectClass]) {
        guard !roles.isEmpty else { return }
        for frame in indices {
            for i in self[frame].indices {
                guard let role = roles[self[frame][i].id] else { continue }
                self[frame][i].detection.objectClass = role
            }
        }
    }
}
