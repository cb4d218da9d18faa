import Engines
import Geometry
import Observations

/// The head of Ultralytics v8 and v11: `[rows, cells]` for each picture.
///
/// The rows are x, y, width, height, one probability for each class, then x, y and confidence for each keypoint. The
/// network itself decodes them to pixels.
struct UltralyticsHead: Head {
    private let output: Int
    private let classes: [ObjectClass?]
    private let classCount: Int
    private let keypointCount: Int
    /// The numbers for each keypoint: 3 with a confidence, 2 without.
    private let keypointSize: Int
    private let settings: DecodingSettings

    /// The default of Ultralytics' `predict`.
    private static let defaultIOU = 0.7

    init(_ context: HeadContext, kind: HeadKind) throws {
        classes = context.classes.map(\.objectClass)
        classCount = classes.count
        keypointCount = kind == .ultralyticsPose ? context.manifest.keypoints ?? 0 : 0
        settings = context.settings
        let rows = context.outputs.first?.fixedShape?.dropFirst().first ?? 0
        keypointSize = keypointCount > 0 && rows == 4 + classCount + 2 * keypointCount ? 2 : 3
        output = try context.onlyOutput(
            [
                context.batch, 4 + classCount + keypointSize * keypointCount,
                Grid.cellCount(width: context.width, height: context.height),
            ], kind: kind)
    }

    func decode(_ outputs: [TensorView], picture index: Int, letterbox: Letterbox) -> FrameDetections {
        let tensor = outputs[output].picture(index)
        let candidates = UltralyticsScan.candidates(tensor, classCount: classCount, settings: settings)
        let kept = NonMaximumSuppression.perClass(
            candidates.known(classes), iou: settings.iou ?? Self.defaultIOU, limit: settings.maxDetections)
        var result = FrameDetections(kept, classes: classes, letterbox: letterbox)
        if keypointCount == FrameDetections.keypointCount {
            // The class of a pitch isn't one of those on it.
            let best = candidates.min(by: Candidate.precedes)
            result.keypoints = keypoints(of: best, in: tensor, letterbox: letterbox)
        }
        return result
    }

    /// Returns the keypoints of the most confident candidate, because a picture shows only one pitch.
    private func keypoints(of candidate: Candidate?, in tensor: TensorView, letterbox: Letterbox) -> [Keypoint] {
        (0..<keypointCount).map { number in
            guard let candidate else { return .absent }
            let row = 4 + classCount + number * keypointSize
            func value(_ offset: Int) -> Double {
                Double(tensor.values[(row + offset) * tensor.shape[1] + candidate.cell])
            }
            let confidence = keypointSize == 3 ? value(2) : Double(candidate.confidence)
            let point = letterbox.toSource(Point(x: value(0), y: value(1)))
            guard confidence >= settings.keypointConfidence, point.x.isFinite, point.y.isFinite else { return .absent }
            return Keypoint(point: point, confidence: min(confidence, 1))
        }
    }
}

/// A search for the cells of an Ultralytics output that pass the threshold. Unsafe: it reads the tensor through
/// pointers.
enum UltralyticsScan {
    /// Returns one candidate for each cell, of its best class; with `multiLabel`, one for each class above the
    /// threshold.
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

    /// Returns whether no other class has a higher score at the cell and no earlier class has the same score.
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
