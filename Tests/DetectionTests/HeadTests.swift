import Observations
import Testing

@testable import Detection
@testable import Engines

/// Heads on tensors that are written by hand, for a network's picture of 64 x 64 pixels.
@Suite struct HeadTests {
    private static let side = 64
    private static let letterbox = Letterbox(sourceWidth: 64, sourceHeight: 64, modelWidth: 64, modelHeight: 64)

    private static func context(_ kind: HeadKind, classes: [String], outputs: [(String, [Int])]) -> HeadContext {
        let manifest = ModelManifest(
            format: 1, name: "hand-written", version: "1", task: [.players], heads: [kind],
            input: .init(layout: .yuv420SpaceToDepth, width: side, height: side), classes: classes,
            keypoints: FrameDetections.keypointCount, weights: "none", sha256: "", licence: "")
        var settings = DecodingSettings()
        settings.maxDetections = 3
        return HeadContext(
            manifest: manifest,
            outputs: outputs.map { TensorDescription(name: $0.0, shape: $0.1.map { $0 }, element: .float32) },
            batch: 1, width: side, height: side, settings: settings)
    }

    /// Boxes of no class on the pitch are many and sure here; there is one player.
    private static func expectThePlayer(_ found: FrameDetections) {
        #expect(found.objects.map(\.objectClass) == [.player])
    }

    @Test func unknownClassesTakeNoPlaceInUltralytics() throws {
        let cells = Grid.cellCount(width: Self.side, height: Self.side)
        let shape = [1, 6, cells]
        let head = try Self.context(
            .ultralyticsDetect, classes: ["player", "coach"], outputs: [("output0", shape)]
        ).makeHead(.ultralyticsDetect)
        var values = [Float](repeating: 0, count: 6 * cells)
        for cell in 0..<8 {
            for (row, value) in [Float(4 + 7 * cell), 30, 6, 12].enumerated() { values[row * cells + cell] = value }
            values[(cell == 7 ? 4 : 5) * cells + cell] = cell == 7 ? 0.4 : 0.9
        }
        values.withUnsafeBufferPointer {
            Self.expectThePlayer(
                head.decode([TensorView(shape: shape, values: $0)], picture: 0, letterbox: Self.letterbox))
        }
    }

    @Test func unknownClassesTakeNoPlaceInYOLOX() throws {
        let cells = Grid.cellCount(width: Self.side, height: Self.side)
        let shape = [1, cells, 7]
        let head = try Self.context(.yolox, classes: ["player", "coach"], outputs: [("output", shape)])
            .makeHead(.yolox)
        var values = [Float](repeating: 0, count: cells * 7)
        for cell in 0..<8 {
            values[cell * 7 + 4] = 1
            values[cell * 7 + (cell == 7 ? 5 : 6)] = cell == 7 ? 0.4 : 0.9
        }
        values.withUnsafeBufferPointer {
            Self.expectThePlayer(
                head.decode([TensorView(shape: shape, values: $0)], picture: 0, letterbox: Self.letterbox))
        }
    }

    @Test func unknownClassesTakeNoPlaceInHeatMaps() throws {
        let shapes =
            [("objects", [1, 4, 16, 16]), ("boxes", [1, 4, 16, 16])]
            + [("keypoints", [1, 32, 8, 8]), ("offsets", [1, 2, 8, 8])]
        let head = try Self.context(
            .centreHeatMap, classes: ["coach", "goalkeeper", "player", "referee"], outputs: shapes
        ).makeHead(.centreHeatMap)
        var values = shapes.map { [Float](repeating: -9, count: $0.1.reduce(1, *)) }
        // Boxes of 4 x 4 pixels, one in every second cell of a row.
        values[1] = [Float](repeating: -0.7, count: values[1].count)
        for peak in 0..<7 { values[0][16 * 4 + 2 * peak] = 3 }
        values[0][2 * 256 + 16 * 8 + 8] = 0
        try withViews(values, shapes.map(\.1)) { views in
            Self.expectThePlayer(head.decode(views, picture: 0, letterbox: Self.letterbox))
        }
    }

    /// Opens one array after the other, so that all are borrowed while `body` runs.
    private func withViews(
        _ values: [[Float]], _ shapes: [[Int]], _ views: [TensorView] = [], _ body: ([TensorView]) throws -> Void
    ) throws {
        guard views.count < values.count else { return try body(views) }
        try values[views.count].withUnsafeBufferPointer {
            try withViews(values, shapes, views + [TensorView(shape: shapes[views.count], values: $0)], body)
        }
    }
}
