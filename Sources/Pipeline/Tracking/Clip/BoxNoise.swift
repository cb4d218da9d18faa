import Geometry

/// The movement and jitter of the boxes in a shot, in heights of the person, measured on the tracks.
///
/// A detector's boxes jitter by a few per cent; hand-made labels hardly do. Smoothing improves the former and damages
/// the latter, so it depends on this measurement.
struct BoxNoise: Hashable, Sendable {
    /// A coordinate that follows a random walk and is measured with noise.
    struct Coordinate: Hashable, Sendable {
        /// The standard deviation of the measurement noise.
        var noise: Double
        /// The standard deviation of the change in each frame: of the velocity for a position, of the value itself for
        /// a size.
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

    /// Returns every run of four sightings at equal intervals.
    private static func evenRuns(_ tracklet: Tracklet) -> [ArraySlice<Sighting>] {
        let s = tracklet.sightings
        return (0..<max(0, s.count - 3)).compactMap { i in
            let gap = s[i + 1].frame - s[i].frame
            guard s[i + 2].frame - s[i + 1].frame == gap, s[i + 3].frame - s[i + 2].frame == gap else { return nil }
            return s[i...i + 3]
        }
    }

    /// Estimates noise and change of a position from second and third differences.
    ///
    /// For noise of variance r² on a velocity that changes at random, their variances are 6 r² + q and 20 r² + 2 q.
    /// Over an interval of g frames, q is 2/3 g³ times the squared change in each frame.
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

    /// Estimates noise and change of a size from differences over one interval and over three.
    ///
    /// Their variances are 2 r² + q and 2 r² + 3 q.
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

    /// Returns the variance of normal variables from their squares.
    ///
    /// The median of the squares is 0.455 times the variance, and outliers don't affect it.
    private static func variance(_ squares: [Double]) -> Double? {
        squares.isEmpty ? nil : squares.sorted()[squares.count / 2] / 0.455
    }

    private static func gap(_ runs: [ArraySlice<Sighting>]) -> Double? {
        let gaps = runs.map { $0[$0.startIndex + 1].frame - $0[$0.startIndex].frame }.sorted()
        return gaps.isEmpty ? nil : Double(gaps[gaps.count / 2])
    }
}
