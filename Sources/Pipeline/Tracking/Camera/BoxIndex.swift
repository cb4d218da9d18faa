import Geometry

/// Boxes in the order of their centres' x, for finding those near a point without looking at all.
struct BoxIndex: Sendable {
    /// As they were given.
    let boxes: [Box]
    /// Places in `boxes`, and the centres' x in the same order.
    private let order: [Int]
    private let x: [Double]

    init(_ boxes: [Box]) {
        self.boxes = boxes
        let centres = boxes.map(\.center.x)
        order = boxes.indices.sorted { (centres[$0], $0) < (centres[$1], $1) }
        x = order.map { centres[$0] }
    }

    /// Calls `body` with every box whose centre is nearer than `distance` to a vertical line.
    func forEach(within distance: Double, of line: Double, _ body: (Box) -> Void) {
        var i = first(from: line - distance)
        while i < x.count, x[i] - line < distance {
            body(boxes[order[i]])
            i += 1
        }
    }

    /// Returns the place in `boxes` of the one whose centre is nearest to a point; the first of several.
    func nearest(to point: Point) -> Int? {
        var best: (distance: Double, index: Int)?
        func look(at i: Int) -> Bool {
            if let best, abs(x[i] - point.x) > best.distance { return false }
            let found = (boxes[order[i]].center.distance(to: point), order[i])
            if best.map({ found < ($0.distance, $0.index) }) ?? true { best = found }
            return true
        }
        let middle = first(from: point.x)
        for i in middle..<x.count where !look(at: i) { break }
        for i in stride(from: middle - 1, through: 0, by: -1) where !look(at: i) { break }
        return best?.index
    }

    /// Bisection: the first place whose x is at least that.
    private func first(from value: Double) -> Int {
        var (low, high) = (0, x.count)
        while low < high {
            let middle = (low + high) / 2
            if x[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
