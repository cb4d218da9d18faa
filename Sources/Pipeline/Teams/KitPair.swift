import Geometry
import Observations

/// The shirt colours of the two teams: the pair of colours that most players' tracks are close to.
///
/// The method is k-medians for two clusters, started from every pair of tracks. It is deterministic, works with few
/// tracks, and isn't distorted by a person with a shirt of their own.
struct KitPair: Sendable {
    let colours: [KitColour]
    /// The typical distance of a track's shirt from its team's.
    let spread: Double

    /// The number of tracks, by sightings, that serve as starts.
    private static let starts = 40
    private static let refinements = 8
    /// The lowest share of the smaller team in all sightings. Referees detected as players have a smaller share.
    private static let leastShare = 0.15
    private static let leastTracks = 2
    /// The lowest distance between two teams, absolute and in spreads.
    private static let leastDistance = 0.12
    private static let leastSpreads = 2.0

    /// Finds the two colours. Returns `nil` if the shirts don't fall into two groups.
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

    /// The distance between the two colours.
    var separation: Double { colours[0].distance(to: colours[1]) }

    /// Returns the distance of a shirt from the nearer colour.
    func distance(to colour: KitColour) -> Double { colours[index(of: colour)].distance(to: colour) }

    /// Returns the index of the colour that a shirt is nearer to.
    func index(of colour: KitColour) -> Int {
        colour.distance(to: colours[0]) <= colour.distance(to: colours[1]) ? 0 : 1
    }

    private typealias Point = (colour: KitColour, weight: Double)

    /// Returns the weighted sum of the distances to the nearer of two colours, and the weight of the points of each.
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

    /// Returns the points that are nearer to each of two colours.
    private static func split(_ points: [Point], _ pair: [KitColour]) -> [[Point]] {
        let isFirst = { (point: Point) in pair[0].distance(to: point.colour) <= pair[1].distance(to: point.colour) }
        return [points.filter(isFirst), points.filter { !isFirst($0) }]
    }
}
