import Geometry

/// Boxes sorted by the x coordinate of their centres, for finding those near a point quickly.
struct BoxIndex: Sendable {
    /// The boxes in their original order.
    let boxes: [Box]
    /// Indices into `boxes`, and the x coordinates of the centres in the same order.
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

    /// Returns the index in `boxes` of the box with the centre nearest to a point, the first among equals; `nil` if
    /// there are no boxes.
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

    /// Returns the first position whose x coordinate is at least `value`, by bisection.
    private func first(from value: Double) -> Int {
        var (low, high) = (0, x.count)
        while low < high {
            let middle = (low + high) / 2
            if x[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
