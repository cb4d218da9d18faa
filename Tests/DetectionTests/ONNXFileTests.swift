import Foundation
import ModelTesting
import Testing

@testable import Detection
@testable import Engines

@Suite struct ONNXFileTests {
    @Test func readsMetadataAndShapesWithoutAnEngine() throws {
        let file = try ONNXFile(path: Fixtures.path("detect.onnx"))
        #expect(file.metadata["task"] == "detect")
        #expect(file.metadata["imgsz"] == "[32, 64]")
        #expect(file.inputs == [.init(name: "images", shape: [1, 3, 32, 64], element: .float32)])
        #expect(file.outputs == [.init(name: "output0", shape: [1, 8, 42], element: .float32)])
        #expect(try ONNXFile(path: Fixtures.path("heatmap.onnx")).inputs.first?.element == .uint8)
    }

    @Test func everyTruncationIsRefusedOrReadButNeverCrashes() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("detect.onnx"))))
        #expect(throws: (any Error).self) { try ONNXFile(bytes: Array(bytes.prefix(100))) }
        var refused = 0
        for count in 0..<bytes.count where (try? ONNXFile(bytes: Array(bytes.prefix(count)))) == nil { refused += 1 }
        #expect(refused > bytes.count * 8 / 10)
    }

    @Test func damagedBytesNeverCrash() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("unknown-output.onnx"))))
        var survived = 0
        for place in bytes.indices {
            for value: UInt8 in [0x00, 0x7F, 0xFF] {
                var damaged = bytes
                damaged[place] = value
                if (try? ONNXFile(bytes: damaged)) != nil { survived += 1 }
            }
        }
        #expect(survived < 3 * bytes.count)
    }

    @Test(arguments: [
        [0x08], [0x80, 0x80], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0x05, 0x00], [0x0F],
        [0x00], [0x09, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ])
    func refusesWhatIsNoProtobuf(bytes: [UInt8]) {
        #expect(throws: InferenceError.self) {
            var reader = ProtobufReader(bytes[...])
            while try reader.next() != nil {}
        }
    }
}

@Suite struct PythonLiteralTests {
    @Test func readsNames() {
        #expect(PythonLiteral.names("{0: 'ball', 1: \"player's\", 2: 'x'}") == ["ball", "player's", "x"])
        #expect(PythonLiteral.names("{1: 'b', 0: 'a'}") == ["a", "b"])
    }

    @Test(arguments: ["", "{}", "{0: ball}", "{0: 'ball}", "{1: 'ball'}", "{x: 'ball'}", "['ball']"])
    func refusesOtherText(text: String) {
        #expect(PythonLiteral.names(text) == nil)
    }

    @Test func readsIntegers() {
        #expect(PythonLiteral.integers("[384, 640]") == [384, 640])
        #expect(PythonLiteral.integers("640") == [640])
        #expect(PythonLiteral.integers("[a]") == nil)
        #expect(PythonLiteral.integers("") == nil)
    }
}
