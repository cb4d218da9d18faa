import Foundation
import Geometry
import ModelTesting
import Observations
import Testing

@testable import Detection
@testable import Engines

/// The decoder against NumPy's reading of the same maps, and what it does with odd values.
@Suite struct HeatMapDecoderTests {
    private struct Expected: Decodable {
        var objects: [[Double]]
        var keypoints: [[Double]?]
    }

    private static func withMaps<Result>(_ body: ([String: TensorView]) throws -> Result) throws -> Result {
        let engine = try OpenVINOEngine()
        let compiled = try engine.load(Fixtures.path("heatmap.onnx")).compile(CompileOptions())
        let request = try compiled.makeRequest()
        try request.start()
        try request.wait()
        return try request.withOutputs { views in
            try body(Dictionary(uniqueKeysWithValues: zip(compiled.outputs.map(\.name), views)))
        }
    }

    @Test func agreesWithNumPy() throws {
        let json = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("heatmap-expected.json")))
        let expected = try JSONDecoder().decode(Expected.self, from: json)
        try Self.withMaps { maps in
            let (scores, sides) = (try #require(maps["objects"]), try #require(maps["boxes"]))
            let found = HeatMapDecoder.objects(scores: scores.picture(0), sides: sides.picture(0), confidence: 0.03)
            #expect(found.count == expected.objects.count)
            for (candidate, values) in zip(found, expected.objects) {
                let box = candidate.box
                let ours = [
                    Double(candidate.classIndex), Double(candidate.confidence), box.x1, box.y1, box.x2, box.y2,
                ]
                #expect(zip(ours, values).allSatisfy { abs($0 - $1) < 1e-4 })
            }
            let (points, offsets) = (try #require(maps["keypoints"]), try #require(maps["offsets"]))
            let keypoints = HeatMapDecoder.keypoints(
                scores: points.picture(0), offsets: offsets.picture(0), confidence: 0.3)
            #expect(keypoints.map(\.isPresent) == expected.keypoints.map { $0 != nil })
            for (keypoint, values) in zip(keypoints, expected.keypoints) {
                guard let values else { continue }
                let ours = [keypoint.point.x, keypoint.point.y, keypoint.confidence]
                #expect(zip(ours, values).allSatisfy { abs($0 - $1) < 1e-4 })
            }
        }
    }

    private static func objects(_ scores: [Float], _ sides: [Float], confidence: Double = 0.5) -> [Candidate] {
        scores.withUnsafeBufferPointer { scores in
            sides.withUnsafeBufferPointer { sides in
                HeatMapDecoder.objects(
                    scores: TensorView(shape: [1, 2, 3], values: scores),
                    sides: TensorView(shape: [4, 2, 3], values: sides), confidence: confidence)
            }
        }
    }

    @Test func peaksCountAndLikelyCellsBesideThem() throws {
        let found = Self.objects([-2, -2.5, -5, -5, -5, -3.5], [Float](repeating: 0, count: 24), confidence: 0.02)
        // Cell 0 is a peak, 1 beside it of 8 %; 5 a peak of 3 %, though none of the likely.
        #expect(found.map(\.cell) == [0, 1])
        let alone = Self.objects([-5, -5, -5, -5, -5, -3.5], [Float](repeating: 0, count: 24), confidence: 0.02)
        // Cell (2, 1): its centre is at (10, 6), its sides one cell away.
        #expect(try #require(alone.last).box.iou(Box(x1: 6, y1: 2, x2: 14, y2: 10)) > 0.9)
    }

    /// A neighbour that speaks of another object has no say in a cell's box.
    @Test func neighboursCountAsFarAsTheyAgree() throws {
        var sides = [Float](repeating: 0, count: 24)
        // Cell 1 says that its object reaches 20 cells to the left: little of it is what cell 0 says.
        sides[1] = log(20)
        sides[13] = log(0.01)
        let found = Self.objects([2, 2, -9, -9, -9, -9], sides)
        let box = try #require(found.first).box
        #expect(box.iou(Box(x1: -2, y1: -2, x2: 6, y2: 6)) > 0.9)
    }

    @Test func oddValuesAreNoBoxesOrAtLeastNoCrash() {
        #expect(Self.objects([.nan, -1, -1, -1, -1, -1], [Float](repeating: 0, count: 24)).isEmpty)
        let huge = Self.objects([1, -1, -1, -1, -1, -1], [Float](repeating: .infinity, count: 24))
        #expect(huge.isEmpty)
        #expect(Self.objects([1, -1, -1, -1, -1, -1], [Float](repeating: 0, count: 24), confidence: 1).isEmpty)
        // Every cell passes; the two in the far column are peaks, though not likely.
        #expect(Self.objects([1, -4, -4, -4, -4, -4], [Float](repeating: 0, count: 24), confidence: 0).count == 3)
    }
}
