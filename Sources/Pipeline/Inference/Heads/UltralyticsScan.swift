import Geometry
import Observations

/// Finds Ultralytics' cells that pass the threshold. Unsafe: it reads the tensor through pointers.
enum UltralyticsScan {
    /// One candidate per cell, of its best class; with `multiLabel` one per class above the threshold.
    static func candidates(_ tensor: TensorView, classCount: Int, settings: DecodingSettings) -> [Candidate] {
        guard let base = tensor.values.baseAddress else { return [] }
        let cells = tensor.shape[1]
        let scores = base + 4 * cells
        var result: [Candidate] = []
        for classIndex in 0..<classCount {
            let row = scores + classIndex * cells
            ScanKernels.forEachAbove(Float(settings.confidence), in: row, count: cells) { cell in
                if !settings.multiLabel, !isBest(classIndex, cell, scores, cells, classCount) { return }
                let (x, y) = (Double(base[cell]), Double(base[cells + cell]))
                let (width, height) = (Double(base[2 * cells + cell]), Double(base[3 * cells + cell]))
                result.append(
                    Candidate(
                        box: Box(center: Point(x: x, y: y), width: width, height: height), classIndex: classIndex,
                        confidence: row[cell], cell: cell))
            }
        }
        return result
    }

    /// Whether no class scores more at the cell, and no earlier one as much.
    private static func isBest(
        _ classIndex: Int, _ cell: Int, _ scores: UnsafePointer<Float>, _ cells: Int, _ classCount: Int
    ) -> Bool {
        let score = scores[classIndex * cells + cell]
        for other in 0..<classCount {
            let rival = scores[other * cells + cell]
            if rival > score || (rival == score && other < classIndex) { return false }
        }
        return true
    }
}
