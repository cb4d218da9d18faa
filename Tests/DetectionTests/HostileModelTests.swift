import Foundation
import ModelTesting
import Testing

@testable import Detection
@testable import Engines

/// Model files whose numbers are chosen to break arithmetic: each is refused, none ends the process.
@Suite struct HostileModelTests {
    private static let players = "{0: 'ball', 1: 'goalkeeper', 2: 'player', 3: 'referee'}"
    private static let pitch = "{0: 'pitch'}"

    private func refusal(_ model: ONNXBuilder) throws -> InferenceError {
        try Fixtures.withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("evil.onnx")
            try Data(model.bytes).write(to: file)
            return try #require(throws: InferenceError.self) { try ModelPackage.load(file.path) }
        }
    }

    @Test(arguments: [
        "[4611686018427387904, 4]", "[9223372036854775807, 3]", "[9223372036854775807, 9223372036854775807]",
        "[-1, 3]", "[-9223372036854775808, -1]", "[0, 3]", "[32, 0]", "[32, -3]", "[1001, 2]", "[32]", "[1e9, 3]", "",
    ])
    func shapesOfKeypointsAreBounded(shape: String) throws {
        var model = ONNXBuilder(metadata: ["task": "pose", "names": Self.pitch, "kpt_shape": shape])
        model.outputs[0].shape = [1, 101, 42]
        let error = try refusal(model)
        #expect(error.code == .modelUnsupported)
        #expect(error.message.contains("kpt_shape"))
    }

    @Test(
        arguments: [
            [1, 3, 1 << 40, 1 << 40], [1, 3, .max, .max], [1, 3, 32, .max], [1, 3, 4097, 64], [1, 3, 16, 64],
            [1, 3, 0, 0],
        ] as [[Int?]])
    func sizesOfPicturesAreBounded(shape: [Int?]) throws {
        var ultralytics = ONNXBuilder(metadata: ["task": "detect", "names": Self.players, "imgsz": "[-1, 1]"])
        ultralytics.inputs[0].shape = shape
        #expect(try refusal(ultralytics).code == .modelUnsupported)
        var yolox = ONNXBuilder()
        yolox.inputs[0].shape = shape
        yolox.outputs[0].shape = [1, .max, .max]
        #expect(try refusal(yolox).code == .modelUnsupported)
    }

    @Test(arguments: ["[9223372036854775807, 9223372036854775807]", "[-640, 640]", "[0]", "8192"])
    func sizesInTheMetadataAreBounded(size: String) throws {
        var model = ONNXBuilder(metadata: ["task": "detect", "names": Self.players, "imgsz": size])
        model.inputs[0].shape = [nil, 3, nil, nil]
        model.outputs[0].shape = [nil, nil, nil]
        let error = try refusal(model)
        #expect(error.code == .modelUnsupported)
        #expect(error.message.contains("32 to 4096"))
    }

    @Test func aFilesOwnWordsStayOnOneLineAndShort() throws {
        let words = "{0: \u{1B}[2J\n" + String(repeating: "x", count: 5000)
        let error = try refusal(ONNXBuilder(metadata: ["task": "detect", "names": words]))
        #expect(!error.description.contains { $0.isNewline || $0 == "\u{1B}" })
        #expect(error.description.count < 400)
        var many = ONNXBuilder()
        many.outputs = (0..<2000).map { ("output\($0)", [1, 1]) }
        #expect(try refusal(many).description.count < 1000)
    }

    @Test(
        arguments: [
            (["task": "detect"], [1, 300, 6]), (["task": "detect"], [nil, 300, 6]), (["task": "detect"], [1, nil, 6]),
            (["task": "detect", "end2end": "True"], [nil, nil, nil]),
            (["task": "pose", "kpt_shape": "[32, 3]"], [1, 300, 102]),
        ] as [([String: String], [Int?])])
    func endToEndExportsAreNamed(metadata: [String: String], shape: [Int?]) throws {
        var model = ONNXBuilder(metadata: metadata.merging(["names": Self.players]) { $1 })
        model.outputs[0].shape = shape
        let error = try refusal(model)
        #expect(error.code == .modelUnsupported)
        #expect(error.message.contains("end2end=False"))
    }

    @Test(arguments: ["9223372036854775807", "-1", "1001", "4611686018427387904"])
    func keypointsOfPackagesAreBounded(keypoints: String) throws {
        let json = """
            {"format": 1, "name": "a", "version": "1", "task": ["pitch"], "heads": ["ultralytics-pose"],
             "input": {"layout": "rgb-unit", "width": 64, "height": 32}, "classes": ["pitch"],
             "keypoints": \(keypoints), "weights": "a.onnx", "sha256": "\(String(repeating: "0", count: 64))",
             "licence": "none"}
            """
        let error = try #require(throws: InferenceError.self) {
            try ModelManifest(json: Data(json.utf8), path: "model.json")
        }
        #expect(error.code == .packageInvalid)
        #expect(error.message.contains("keypoints must be from 0 to 1000"))
    }

    /// What an engine reads from the file counts, whatever the description says.
    @Test(arguments: [[1, 3, 1 << 40, 1 << 40], [1, 3, .max, .max], [1, 3, 0, 0], [1, 6, .max, .max]] as [[Int?]])
    func sizesThatAnEngineReadsAreBounded(shape: [Int?]) throws {
        let layout = shape[1] == 6 ? InputLayout.yuv420SpaceToDepth : .rgbUnit
        let manifest = ModelManifest(
            format: 1, name: "stand-in", version: "1", task: [.players], heads: [.ultralyticsDetect],
            input: .init(layout: layout, width: 64, height: 32), classes: ["player"], weights: "", sha256: "",
            licence: "")
        let package = ModelPackage(manifest: manifest, weightsPath: "", path: "evil", origin: .package)
        let engine = StandInEngine(
            input: .init(name: "images", shape: shape, element: .float32),
            outputs: [.init(name: "output0", shape: [1, 5, 42], element: .float32)])
        let error = try #require(throws: InferenceError.self) { try Detector(package: package, engine: engine) }
        #expect(error.code == .modelUnsupported)
    }

    @Test func valuesOfATensorAreCountedWithoutOverflow() {
        #expect(TensorDescription.count(of: []) == 1)
        #expect(TensorDescription.count(of: [2, 3, 4]) == 24)
        #expect(TensorDescription.count(of: [.max, .max, 0]) == 0)
        #expect(TensorDescription.count(of: [.max, 2]) == nil)
        #expect(TensorDescription.count(of: [-1, 2]) == nil)
    }
}
