import Geometry
import Observations

/// A builder that joins sightings to tracklets frame by frame, as long as the assignment is unambiguous.
///
/// If two persons match one sighting or one person matches two, the tracklet ends. Later frames show more clearly who
/// was who.
struct TrackletBuilder {
    /// The standard deviation of a measured position, in heights of the person.
    private static let noise = 0.05
    /// The standard deviation of a person's height between sightings, as a share of the sum of both heights.
    private static let sizeDeviation = 0.1
    /// The greatest squared distance, in deviations, at which a sighting continues a tracklet.
    private static let gate = 16.0
    /// The weight of a new sighting in the kit of a tracklet.
    private static let kitGain = 0.2
    /// The amount by which the second-best choice must be worse.
    private static let margin = 6.0
    /// The largest number of tracklets times sightings that is assigned as a dense matrix. A normal match has a tenth
    /// of it.
    private static let largestMatrix = 16_384

    private struct Open {
        var tracklet: Tracklet
        var x: WalkState
        var y: WalkState
        var kit: KitColour?
        /// The frame of x and y.
        var frame: Int
    }

    private let model: WalkModel
    private let longestGap: Int
    private var open: [Open] = []
    private var closed: [Tracklet] = []
    private var solver = AssignmentSolver()
    private var costs: [Double] = []

    /// Returns the tracklets of a shot, in the order of their first sightings.
    ///
    /// - Parameters:
    ///   - frames: the sightings of each analysed frame.
    ///   - longestGap: the largest number of missing frames within a tracklet.
    ///   - checkTime: called for every frame. An error that it throws ends the work.
    static func tracklets(
        of frames: [[Sighting]], model: WalkModel, longestGap: Int, checkTime: () throws -> Void
    ) rethrows -> [Tracklet] {
        var builder = TrackletBuilder(model: model, longestGap: longestGap)
        for sightings in frames {
            try checkTime()
            builder.add(sightings)
        }
        return (builder.closed + builder.open.map(\.tracklet)).sorted {
            ($0.first.frame, $0.first.place.x1, $0.first.place.y1)
                < ($1.first.frame, $1.first.place.x1, $1.first.place.y1)
        }
    }

    private init(model: WalkModel, longestGap: Int) {
        self.model = model
        self.longestGap = longestGap
    }

    private mutating func add(_ sightings: [Sighting]) {
        guard let frame = sightings.first?.frame else { return }
        closed += open.filter { frame - $0.tracklet.last.frame > longestGap + 1 }.map(\.tracklet)
        open.removeAll { frame - $0.tracklet.last.frame > longestGap + 1 }
        for i in open.indices { predict(i, to: frame) }
        costs.removeAll(keepingCapacity: true)
        for candidate in open {
            for sighting in sightings { costs.append(Self.squaredMahalanobisDistance(candidate, sighting)) }
        }
        let (rows, columns) = (open.count, sightings.count)
        let columnOfRow = assign(rows: rows, columns: columns)
        var isTaken = [Bool](repeating: false, count: columns)
        var isDoubtful = [Bool](repeating: false, count: rows)
        for row in 0..<rows {
            let column = columnOfRow[row]
            guard column >= 0 else { continue }
            if isClear(row, column, rows: rows, columns: columns) {
                isTaken[column] = true
                append(sightings[column], to: row)
            } else {
                isDoubtful[row] = true
            }
        }
        closed += (0..<rows).filter { isDoubtful[$0] }.map { open[$0].tracklet }
        open = (0..<rows).filter { !isDoubtful[$0] }.map { open[$0] }
        for (column, sighting) in sightings.enumerated() where !isTaken[column] { start(sighting) }
    }

    /// Returns the column of each row, or -1.
    private mutating func assign(rows: Int, columns: Int) -> [Int] {
        guard rows * columns > Self.largestMatrix else {
            solver.solve(costs: costs, rows: rows, columns: columns, limit: Self.gate)
            return solver.columnOfRow
        }
        // In a crowd, most pairs are far apart.
        var links: [(from: Int, to: Int, cost: Double)] = []
        for row in 0..<rows {
            for column in 0..<columns where costs[row * columns + column] < Self.gate {
                links.append((row, column, costs[row * columns + column]))
            }
        }
        let pairs = SparseAssignment(links, limit: Self.gate, largestMatrix: Self.largestMatrix).pairs
        return (0..<rows).map { pairs[$0] ?? -1 }
    }

    /// Returns whether neither the tracklet nor the sighting has another choice that is nearly as good.
    private func isClear(_ row: Int, _ column: Int, rows: Int, columns: Int) -> Bool {
        let limit = costs[row * columns + column] + Self.margin
        for other in 0..<columns where other != column && costs[row * columns + other] < limit { return false }
        for other in 0..<rows where other != row && costs[other * columns + column] < limit { return false }
        return true
    }

    private mutating func start(_ sighting: Sighting) {
        let (place, unit) = (sighting.place.center, sighting.unit)
        open.append(
            Open(
                tracklet: Tracklet(sightings: [sighting]),
                x: WalkState(position: place.x, noise: Self.noise * unit, unit: unit, model: model),
                y: WalkState(position: place.y, noise: Self.noise * unit, unit: unit, model: model),
                kit: sighting.detection.kit, frame: sighting.frame))
    }

    private mutating func predict(_ i: Int, to frame: Int) {
        let step = model.step(frames: frame - open[i].frame)
        let unit = open[i].tracklet.last.unit
        open[i].x = open[i].x.ahead(step, unit: unit)
        open[i].y = open[i].y.ahead(step, unit: unit)
        open[i].frame = frame
    }

    private static func squaredMahalanobisDistance(_ open: Open, _ sighting: Sighting) -> Double {
        let (place, unit) = (sighting.place.center, sighting.unit)
        let before = open.tracklet.last.unit
        let across = open.x.squaredMahalanobisDistance(place.x, noise: noise * unit)
        // The pair is too far apart to be chosen or to make another choice ambiguous.
        guard across < gate + margin else { return across }
        let size = (unit - before) / (sizeDeviation * (unit + before))
        return across + open.y.squaredMahalanobisDistance(place.y, noise: noise * unit)
            + size * size + KitEvidence.sighting.squaredDistance(open.kit, sighting.detection.kit)
    }

    private mutating func append(_ sighting: Sighting, to row: Int) {
        let noise = Self.noise * sighting.unit
        open[row].x.correct(sighting.place.center.x, noise: noise)
        open[row].y.correct(sighting.place.center.y, noise: noise)
        if let kit = sighting.detection.kit {
            open[row].kit = open[row].kit?.interpolated(to: kit, at: Self.kitGain) ?? kit
        }
        open[row].tracklet.sightings.append(sighting)
    }
}
