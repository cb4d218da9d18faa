import Geometry

/// How the boxes of a shot move and jitter, in heights of the person, read from the tracks themselves.
///
/// A detector's boxes jump about by some percent from frame to frame; hand-made ones hardly do. Smoothing helps the
/// former and spoils the latter, so it is told what is there.
struct BoxNoise: Hashable, Sendable {
    /// A measured value that wavers about the true one, which itself changes by chance.
    struct Coordinate: Hashable, Sendable {
        /// Deviation of a measured value.
        var noise: Double
        /// Of a place, the deviation of the velocity's change per frame; of a size, that of its own.
        var change: Double
    }

    let x: Coordinate
    let y: Coordinate
    let width: Coordinate
    let height: Coordinate

    init(_ tracklets: [Tracklet]) {
        let runs = tracklets.flatMap(Self.evenRuns)
        x = Self.place(runs) { $0.center.x }
        y = Self.place(runs) { $0.center.y }
        width = Self.size(runs) { $0.width }
        height = Self.size(runs) { $0.height }
    }

    /// Every four sightings in a row with the same number of frames between them.
    private static func evenRuns(_ tracklet: Tracklet) -> [ArraySlice<Sighting>] {
        let s = tracklet.sightings
        return (0..<max(0, s.count - 3)).compactMap { i in
            let gap = s[i + 1].frame - s[i].frame
            guard s[i + 2].frame - s[i + 1].frame == gap, s[i + 3].frame - s[i + 2].frame == gap else { return nil }
            return s[i...i + 3]
        }
    }

    /// From second and third differences, whose variances are 6 r² + q and 20 r² + 2 q for noise of variance r² on
    /// a velocity that changes at random. Over a gap of g frames q is 2/3 g³ times the change per frame, squared.
    private static func place(_ runs: [ArraySlice<Sighting>], _ value: (Box) -> Double) -> Coordinate {
        let differences = runs.map { run -> (second: Double, third: Double) in
            let v = run.map { value($0.place) / run[run.startIndex].unit }
            let second = v[2] - 2 * v[1] + v[0]
            return (second * second, (v[3] - 2 * v[2] + v[1] - second) * (v[3] - 2 * v[2] + v[1] - second))
        }
        guard let second = variance(differences.map(\.second)), let third = variance(differences.map(\.third)),
            let gap = gap(runs)
        else { return Coordinate(noise: 0.03, change: 0.01) }
        let noise = max((third - 2 * second) / 8, 1e-6)
        let change = max(second - 6 * noise, 1e-6) * 1.5 / (gap * gap * gap)
        return Coordinate(noise: noise.squareRoot(), change: change.squareRoot())
    }

    /// From differences over one gap and over three, whose variances are 2 r² + q and 2 r² + 3 q.
    private static func size(_ runs: [ArraySlice<Sighting>], _ value: (Box) -> Double) -> Coordinate {
        let differences = runs.map { run -> (one: Double, three: Double) in
            let v = run.map { value($0.place) / run[run.startIndex].unit }
            return ((v[1] - v[0]) * (v[1] - v[0]), (v[3] - v[0]) * (v[3] - v[0]))
        }
        guard let one = variance(differences.map(\.one)), let three = variance(differences.map(\.three)),
            let gap = gap(runs)
        else { return Coordinate(noise: 0.03, change: 0.02) }
        let change = max((three - one) / 2, 1e-7)
        let noise = max((one - change) / 2, 1e-7)
        return Coordinate(noise: noise.squareRoot(), change: (change / gap).squareRoot())
    }

    /// Of normal variables given their squares, from the median, which outliers do not move: it is 0.455 times it.
    private static func variance(_ squares: [Double]) -> Double? {
        squares.isEmpty ? nil : squares.sorted()[squares.count / 2] / 0.455
    }

    private static func gap(_ runs: [ArraySlice<Sighting>]) -> Double? {
        let gaps = runs.map { $0[$0.startIndex + 1].frame - $0[$0.startIndex].frame }.sorted()
        return gaps.isEmpty ? nil : Double(gaps[gaps.count / 2])
    }
}
