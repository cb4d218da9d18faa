import Engines
import Foundation
import Geometry
import Observations

/// A decoder of heat maps. Unsafe: it reads the tensors through pointers.
enum HeatMapDecoder {
    /// The size of one cell, in pixels of the network's picture.
    static let objectCell = 4
    static let keypointCell = 8

    /// The lowest probability of a cell that counts although it isn't a peak.
    private static let densely = 0.05

    /// Returns the candidates in maps of logits `[classes, h, w]`.
    ///
    /// Candidates are the peaks above the threshold and all other cells above the threshold and 5 %. A peak is a cell
    /// that none of its up to eight neighbours exceeds. If one player stands behind another, their centres are often
    /// only one cell apart and only one of the two cells is a peak. Non-maximum suppression later removes the extra
    /// cells of the same player.
    ///
    /// `sides` `[4, h, w]` holds the logarithms of the distances from the cell's centre to the left, top, right and
    /// bottom sides of the box, in cells.
    static func objects(scores: TensorView, sides: TensorView, confidence: Double) -> [Candidate] {
        guard let scoreBase = scores.values.baseAddress, let sideBase = sides.values.baseAddress else { return [] }
        let (height, width) = (scores.shape[1], scores.shape[2])
        let cells = width * height
        let dense = logit(densely)
        var result: [Candidate] = []
        for classIndex in 0..<scores.shape[0] {
            let map = scoreBase + classIndex * cells
            ScanKernels.forEachAbove(logit(confidence), in: map, count: cells) { cell in
                let (x, y) = (cell % width, cell / width)
                let isPeak = isPeak(map, x, y, width, height)
                guard isPeak || map[cell] > dense else { return }
                guard let box = meanBox(map, sideBase, x, y, width, height) else { return }
                result.append(
                    Candidate(
                        box: box, classIndex: classIndex, confidence: Float(sigmoid(Double(map[cell]))), cell: cell,
                        isPeak: isPeak))
            }
        }
        return result
    }

    /// Returns one keypoint for each map of logits `[32, h, w]`, in pixels of the network's picture.
    ///
    /// A keypoint is the weighted mean over the 3 x 3 cells around the best cell. Each cell contributes its centre plus
    /// its offset (`[2, h, w]`, in cells), weighted by its probability.
    static func keypoints(scores: TensorView, offsets: TensorView, confidence: Double) -> [Keypoint] {
        guard let scoreBase = scores.values.baseAddress, let offsetBase = offsets.values.baseAddress else { return [] }
        let (height, width) = (scores.shape[1], scores.shape[2])
        let cells = width * height
        return (0..<scores.shape[0]).map { number in
            let map = scoreBase + number * cells
            guard let best = ScanKernels.indexOfMaximum(above: logit(confidence), in: map, count: cells) else {
                return .absent
            }
            var (sumX, sumY, weights) = (0.0, 0.0, 0.0)
            for y in around(best / width, below: height) {
                for x in around(best % width, below: width) {
                    let cell = y * width + x
                    let weight = sigmoid(Double(map[cell]))
                    sumX += weight * (Double(x) + 0.5 + Double(offsetBase[cell]))
                    sumY += weight * (Double(y) + 0.5 + Double(offsetBase[cells + cell]))
                    weights += weight
                }
            }
            let point = Point(x: sumX / weights, y: sumY / weights) * Double(keypointCell)
            guard point.x.isFinite, point.y.isFinite else { return .absent }
            return Keypoint(point: point, confidence: sigmoid(Double(map[best])))
        }
    }

    /// Returns the weighted mean of the boxes of a cell and its four neighbours, or `nil` if it isn't finite.
    ///
    /// The weight is the squared probability times the squared overlap with the cell's own box. The mean is more
    /// accurate than the box of one cell, and the overlap excludes neighbours that describe another object.
    private static func meanBox(
        _ map: UnsafePointer<Float>, _ sides: UnsafePointer<Float>, _ x: Int, _ y: Int, _ width: Int, _ height: Int
    ) -> Box? {
        let own = box(sides, x, y, width, height)
        var sums = SIMD4<Double>.zero
        var weights = 0.0
        for (dx, dy) in [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)] {
            let (x, y) = (x + dx, y + dy)
            guard (0..<width).contains(x), (0..<height).contains(y) else { continue }
            let other = box(sides, x, y, width, height)
            let trust = sigmoid(Double(map[y * width + x])) * own.iou(other)
            sums += trust * trust * SIMD4(other.x1, other.y1, other.x2, other.y2)
            weights += trust * trust
        }
        let mean = sums / weights * Double(objectCell)
        guard (mean * 0) == .zero else { return nil }  // NaN or infinite.
        return Box(x1: mean[0], y1: mean[1], x2: mean[2], y2: mean[3])
    }

    /// Returns the box that one cell describes, in cells.
    private static func box(
        _ sides: UnsafePointer<Float>, _ x: Int, _ y: Int, _ width: Int, _ height: Int
    ) -> Box {
        func side(_ index: Int) -> Double { exp(Double(sides[(index * height + y) * width + x])) }
        let (centreX, centreY) = (Double(x) + 0.5, Double(y) + 0.5)
        return Box(x1: centreX - side(0), y1: centreY - side(1), x2: centreX + side(2), y2: centreY + side(3))
    }

    private static func isPeak(_ map: UnsafePointer<Float>, _ x: Int, _ y: Int, _ width: Int, _ height: Int) -> Bool {
        let value = map[y * width + x]
        for row in around(y, below: height) {
            for column in around(x, below: width) where map[row * width + column] > value { return false }
        }
        return true
    }

    /// Returns the range of a position and its neighbours inside the map.
    private static func around(_ place: Int, below limit: Int) -> ClosedRange<Int> {
        max(place - 1, 0)...min(place + 1, limit - 1)
    }

    /// Returns the logit of a probability.
    ///
    /// Comparing logits saves the exponential for all cells below the threshold.
    private static func logit(_ probability: Double) -> Float { Float(log(probability / (1 - probability))) }

    private static func sigmoid(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
