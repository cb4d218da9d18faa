import Geometry
import Observations

/// The two teams' shirts: the two colours that most tracks of players are near to.
///
/// Two medians in place of two means, started from every pair of tracks: it gives the same answer each time, needs no
/// luck with few tracks, and somebody in a shirt of their own is no third of a team.
struct KitPair: Sendable {
    let colours: [KitColour]
    /// How far the tracks' shirts are from their team's, as a rule.
    let spread: Double

    /// So many of the most seen tracks are tried as starts.
    private static let starts = 40
    private static let refinements = 8
    /// Of all sightings, the share that the smaller team has at least; referees taken for players have less.
    private static let leastShare = 0.15
    private static let leastTracks = 2
    /// How far apart two teams are at least, and in spreads.
    private static let leastDistance = 0.12
    private static let leastSpreads = 2.0

    /// Nil where the shirts are not of two kinds.
    init?(_ kits: [TrackKit]) {
        guard kits.count >= 2 * Self.leastTracks else { return nil }
        let points = kits.map { (colour: $0.colour, weight: Double($0.sightings)) }
        let weight = points.reduce(0) { $0 + $1.weight }
        let candidates = kits.sorted { ($1.sightings, $0.id) < ($0.sightings, $1.id) }.prefix(Self.starts).map(\.colour)
        var best: (cost: Double, pair: [KitColour])?
        for first in candidates.indices {
            for second in candidates.indices where second > first {
                let pair = [candidates[first], candidates[second]]
                let (cost, shares) = Self.cost(of: points, pair)
                let isPlausible = min(shares.0, shares.1) >= Self.leastShare * weight
                if isPlausible, cost < best?.cost ?? .infinity { best = (cost, pair) }
            }
        }
        guard var pair = best?.pair else { return nil }
        for _ in 0..<Self.refinements {
            let members = Self.split(points, pair)
            guard members.allSatisfy({ $0.count >= Self.leastTracks }) else { return nil }
            pair = members.map { KitColour.median(of: $0) }
        }
        let distances = points.map { point in
            (colour: pair.map { $0.distance(to: point.colour) }.min() ?? 0, weight: point.weight)
        }.sorted { $0.colour < $1.colour }
        var rest = weight / 2
        let spread =
            distances.first { item in
                rest -= item.weight
                return rest <= 0
            }?.colour ?? 0
        guard pair[0].distance(to: pair[1]) >= max(Self.leastDistance, Self.leastSpreads * spread) else { return nil }
        colours = pair
        self.spread = spread
    }

    /// How far apart the two are.
    var separation: Double { colours[0].distance(to: colours[1]) }

    /// How far a shirt is from the nearer one.
    func distance(to colour: KitColour) -> Double { colours[index(of: colour)].distance(to: colour) }

    /// Which of the two a shirt is nearer to.
    func index(of colour: KitColour) -> Int {
        colour.distance(to: colours[0]) <= colour.distance(to: colours[1]) ? 0 : 1
    }

    private typealias Point = (colour: KitColour, weight: Double)

    /// The weighted sum of all distances to the nearer of two colours, and the weight of each one's points.
    private static func cost(of points: [Point], _ pair: [KitColour]) -> (cost: Double, shares: (Double, Double)) {
        let (first, second) = (pair[0], pair[1])
        var (cost, shares) = (0.0, (0.0, 0.0))
        for point in points {
            let (a, b) = (first.distance(to: point.colour), second.distance(to: point.colour))
            cost += min(a, b) * point.weight
            if a <= b { shares.0 += point.weight } else { shares.1 += point.weight }
        }
        return (cost, shares)
    }

    /// The points that are nearer to each of two colours.
    private static func split(_ points: [Point], _ pair: [KitColour]) -> [[Point]] {
        let isFirst = { (point: Point) in pair[0].distance(to: point.colour) <= pair[1].distance(to: point.colour) }
        return [points.filter(isFirst), points.filter { !isFirst($0) }]
    }
}
