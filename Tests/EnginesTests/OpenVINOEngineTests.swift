import Foundation
import ModelTesting
import Observations
import Testing

@testable import Engines

@Suite struct OpenVINOEngineTests {
    @Test func saysItsVersion() throws {
        #expect(try OpenVINOEngine().name.hasPrefix("OpenVINO 20"))
    }

    @Test func refusesWhatIsNoModelOnOneLine() throws {
        let engine = try OpenVINOEngine()
        #expect(code { try engine.load("/nowhere/model.onnx") } == .modelMissing)
        try Fixtures.withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.onnx")
            try Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7) }).write(to: file)
            let error = try #require(throws: InferenceError.self) { try engine.load(file.path) }
            #expect(error.code == .modelUnreadable)
            #expect(!error.description.contains("\n") && !error.context.isEmpty)
        }
    }

    @Test func describesInputsAndOutputs() throws {
        let model = try OpenVINOEngine().load(Fixtures.path("heatmap.onnx"))
        #expect(model.inputs == [.init(name: "picture", shape: [1, 6, 16, 32], element: .uint8)])
        #expect(Set(model.outputs.map(\.name)) == ["objects", "boxes", "keypoints", "offsets"])
    }

    /// A shape that doesn't fit is refused, and the network still works in its own.
    @Test func survivesAShapeItCannotTake() throws {
        let model = try OpenVINOEngine().load(Fixtures.path("detect.onnx"))
        #expect(code { try model.reshape(input: [1, 3, 32]) } == .modelUnsupported)
        #expect(try model.reshape(input: [1, 3, 32, 64]).first?.fixedShape == [1, 8, 42])
        let compiled = try model.compile(CompileOptions(byteDivisor: 255))
        #expect(compiled.input.element == .uint8)
        let request = try compiled.makeRequest()
        try request.withInput { bytes in bytes.copyBytes(from: [UInt8](repeating: 51, count: bytes.count)) }
        try request.start()
        try request.wait()
        let value = try request.withOutputs { $0[0].values[7 * 42 + 12] }
        #expect(abs(value - 0.2) < 1e-6)
    }

    /// Two compiled networks from one file: the byte input is put before each of them once.
    @Test func compilesTheSameModelTwice() throws {
        let model = try OpenVINOEngine().load(Fixtures.path("detect.onnx"))
        for _ in 0..<2 {
            let compiled = try model.compile(CompileOptions(byteDivisor: 255))
            #expect(compiled.input.fixedShape == [1, 3, 32, 64])
        }
    }
}
