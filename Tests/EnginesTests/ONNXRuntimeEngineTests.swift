import Foundation
import ModelTesting
import Testing

@testable import Engines

@Suite(.enabled(if: ONNXRuntimeEngine.isPresent, "ONNX Runtime is not installed; `make setup` fetches it"))
struct ONNXRuntimeEngineTests {
    @Test func saysItsVersion() throws {
        #expect(try ONNXRuntimeEngine().name.hasPrefix("ONNX Runtime 1."))
    }

    /// Two pictures tell what a larger batch comes to.
    @Test func describesALargeBatchAndRunsIt() throws {
        let model = try ONNXRuntimeEngine().load(Fixtures.path("detect.onnx"))
        guard model.inputs.first?.shape.first.flatMap({ $0 }) == nil else {
            #expect(code { try model.reshape(input: [5, 3, 32, 64]) } == .modelUnsupported)
            return
        }
        #expect(try model.reshape(input: [5, 3, 32, 64]).first?.fixedShape == [5, 8, 42])
        let compiled = try model.compile(CompileOptions(byteDivisor: 255))
        let request = try compiled.makeRequest()
        try request.withInput { bytes in
            #expect(bytes.count == 5 * 3 * 32 * 64)
            bytes.copyBytes(from: [UInt8](repeating: 51, count: bytes.count))
        }
        try request.start()
        try request.wait()
        let values = try request.withOutputs { outputs in (0..<5).map { outputs[0].values[($0 * 8 + 7) * 42 + 12] } }
        for value in values { #expect(abs(value - 0.2) < 1e-6) }
    }

    /// Inputs and outputs are bound once; a second run must not see the first one's.
    @Test func requestsRunAgainAndSideBySide() throws {
        let model = try ONNXRuntimeEngine().load(Fixtures.path("detect.onnx"))
        _ = try model.reshape(input: [1, 3, 32, 64])
        let compiled = try model.compile(CompileOptions(byteDivisor: 255))
        let requests = try (0..<3).map { _ in try compiled.makeRequest() }
        for round in 0..<3 {
            for (index, request) in requests.enumerated() {
                let value = UInt8(51 * (index + 1) + round)
                try request.withInput { $0.copyBytes(from: [UInt8](repeating: value, count: $0.count)) }
                try request.start()
            }
            for (index, request) in requests.enumerated() {
                try request.wait()
                let found = try request.withOutputs { $0[0].values[7 * 42 + 12] }
                #expect(abs(found - Float(51 * (index + 1) + round) / 255) < 1e-5)
            }
        }
    }

    @Test func outputsBeforeARunAreAnError() throws {
        let model = try ONNXRuntimeEngine().load(Fixtures.path("detect.onnx"))
        _ = try model.reshape(input: [1, 3, 32, 64])
        let request = try model.compile(CompileOptions(byteDivisor: 255)).makeRequest()
        #expect(code { try request.withOutputs { _ in 0 } } == .engineFailed)
    }

    @Test func longWorkIsTalkedOf() {
        let notes = Notes()
        let noticed = DispatchSemaphore(value: 0)
        let result = PatientWork.run(
            "It works", every: 0.001,
            onNotice: {
                notes.add($0)
                noticed.signal()
            }
        ) {
            noticed.wait()
            return 7
        }
        #expect(result == 7)
        #expect(notes.all.first?.hasSuffix(" s so far") == true)
        #expect(notes.all.contains { $0.hasPrefix("It works: done in ") })
    }
}
