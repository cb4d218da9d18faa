import Engines
import Foundation
import Geometry
import Observations

/// The head of YOLOX: `[cells, 5 + classes]` for each picture.
///
/// Each cell has x, y, log width and log height relative to the grid, the probability of an object, and one probability
/// for each class.
struct YOLOXHead: Head {
    private let output: Int
    private let classes: [ObjectClass?]
    private let cells: [(x: Int, y: Int, stride: Int)]
    private let settings: DecodingSettings

    /// The default of YOLOX's experiments, `nmsthre`.
    private static let defaultIOU = 0.65

    init(_ context: HeadContext) throws {
        classes = context.classes.map(\.objectClass)
        cells = Grid.cells(width: context.width, height: context.height)
        settings = context.settings
        output = try context.onlyOutput([context.batch, cells.count, 5 + classes.count], kind: .yolox)
    }

    func decode(_ outputs: [TensorView], picture index: Int, letterbox: Letterbox) -> FrameDetections {
        let values = outputs[output].picture(index).values
        let threshold = Float(settings.confidence)
        let rowSize = 5 + classes.count
        var candidates: [Candidate] = []
        // A class's confidence is its probability times that of an object, so it can't exceed the latter.
        for cell in cells.indices where values[cell * rowSize + 4] > threshold {
            let row = UnsafeBufferPointer(rebasing: values[(cell * rowSize)..<((cell + 1) * rowSize)])
            for (classIndex, confidence) in best(row) where confidence > threshold && classes[classIndex] != nil {
                candidates.append(
                    Candidate(box: box(row, cells[cell]), classIndex: classIndex, confidence: confidence, cell: cell))
            }
        }
        let kept = NonMaximumSuppression.perClass(
            candidates, iou: settings.iou ?? Self.defaultIOU, limit: settings.maxDetections)
        return FrameDetections(kept, classes: classes, letterbox: letterbox)
    }

    /// Returns the best class of a cell, or all classes with `multiLabel`.
    ///
    /// Classes without a role on the pitch count too: a cell that shows a bench rather than a person is no person.
    private func best(_ row: UnsafeBufferPointer<Float>) -> [(classIndex: Int, confidence: Float)] {
        let all = classes.indices.map { (classIndex: $0, confidence: row[5 + $0] * row[4]) }
        if settings.multiLabel { return all }
        guard var best = all.first else { return [] }
        for other in all where other.confidence > best.confidence { best = other }
        return [best]
    }

    private func box(_ row: UnsafeBufferPointer<Float>, _ cell: (x: Int, y: Int, stride: Int)) -> Box {
        let stride = Double(cell.stride)
        let center = Point(
            x: (Double(row[0]) + Double(cell.x)) * stride, y: (Double(row[1]) + Double(cell.y)) * stride)
        return Box(center: center, width: exp(Double(row[2])) * stride, height: exp(Double(row[3])) * stride)
    }
}

/// The cells of a YOLO network's output: one for each 8 x 8, then 16 x 16, then 32 x 32 pixels, row by row.
enum Grid {
    static let strides = [8, 16, 32]

    static func cellCount(width: Int, height: Int) -> Int {
        strides.reduce(0) { $0 + (width / $1) * (height / $1) }
    }

    /// Returns the column, row and stride of each cell.
    static func cells(width: Int, height: Int) -> [(x: Int, y: Int, stride: Int)] {
        strides.flatMap { stride in
            (0..<(height / stride)).flatMap { y in (0..<(width / stride)).map { x in (x, y, stride) } }
        }
    }
}
