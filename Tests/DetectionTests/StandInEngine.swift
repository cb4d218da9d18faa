import Foundation
import GPU
import Synchronization

@testable import Detection
@testable import Engines

/// An engine without a network: every output holds the mean of its picture's input bytes. It counts what runs at once.
final class StandInEngine: InferenceEngine {
    struct Counts {
        var running = 0
        var most = 0
        var runs = 0
        /// Those whose input a GPU wrote.
        var onDevice = 0
    }

    let name = "stand-in"
    let input: TensorDescription
    let outputs: [TensorDescription]
    /// Whether a run ends with an error.
    let fails: Bool
    /// Shapes that it refuses.
    let refuses: @Sendable ([Int]) -> Bool
    /// The GPU in whose memory its inputs are, too.
    let card: CUDACard?
    /// Of its inputs there.
    let element: TensorElement
    let counts = Mutex(Counts())

    init(
        input: TensorDescription, outputs: [TensorDescription], fails: Bool = false, card: CUDACard? = nil,
        element: TensorElement = .uint8,
        refuses: @escaping @Sendable ([Int]) -> Bool = { _ in false }
    ) {
        self.input = input
        self.outputs = outputs
        self.fails = fails
        self.card = card
        self.element = element
        self.refuses = refuses
    }

    func load(_ path: String) throws -> any EngineModel { Model(engine: self) }

    final class Model: EngineModel {
        let engine: StandInEngine
        var inputs: [TensorDescription]
        var outputs: [TensorDescription]

        init(engine: StandInEngine) {
            self.engine = engine
            inputs = [engine.input]
            outputs = engine.outputs
        }

        func reshape(input shape: [Int]) throws -> [TensorDescription] {
            guard !engine.refuses(shape) else { throw InferenceError(.modelUnsupported, "refused \(shape)") }
            inputs[0].shape = shape
            for index in outputs.indices { outputs[index].shape[0] = shape[0] }
            return outputs
        }

        func compile(_ options: CompileOptions) throws -> any CompiledModel {
            var input = inputs[0]
            if options.byteDivisor != nil { input.element = .uint8 }
            return Compiled(engine: engine, input: input, outputs: outputs)
        }
    }

    final class Compiled: CompiledModel {
        let engine: StandInEngine
        let input: TensorDescription
        let outputs: [TensorDescription]
        let concurrency = 2

        init(engine: StandInEngine, input: TensorDescription, outputs: [TensorDescription]) {
            (self.engine, self.input, self.outputs) = (engine, input, outputs)
        }

        func makeRequest() throws -> any InferenceRequest { try Request(model: self) }
    }

    /// `@unchecked Sendable`: used by one thread at a time, as the protocol asks.
    final class Request: InferenceRequest, @unchecked Sendable {
        let model: Compiled
        var bytes: [UInt8]
        /// The input in a GPU's memory, and the stream to write it by.
        let device: (memory: CUDAMemory, stream: CUDAStream)?
        var isOnDevice = false

        init(model: Compiled) throws {
            self.model = model
            device = try model.engine.card.map { card in
                let count = model.input.fixedShape?.reduce(1, *) ?? 0
                return (try CUDAMemory(count: count, on: card), try CUDAStream(on: card))
            }
            bytes = [UInt8](repeating: 0, count: model.input.fixedShape?.reduce(1, *) ?? 0)
        }

        func withInput<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) throws -> Result {
            isOnDevice = false
            return try bytes.withUnsafeMutableBytes(body)
        }

        func deviceInput() throws -> DeviceTensor? {
            isOnDevice = device != nil
            return device.map {
                DeviceTensor(address: $0.memory.address, element: model.engine.element, divisor: 1, stream: $0.stream)
            }
        }

        func start() throws {
            if isOnDevice, let device {
                let host = CUDAHostMemory(count: bytes.count, for: device.stream.card)
                try device.memory.copy(to: host, in: device.stream)
                try device.stream.wait()
                bytes = [UInt8](host.bytes)
                model.engine.counts.withLock { $0.onDevice += 1 }
            }
            model.engine.counts.withLock {
                $0.running += 1
                $0.runs += 1
                $0.most = max($0.most, $0.running)
            }
        }

        func wait() throws {
            model.engine.counts.withLock { $0.running -= 1 }
            if model.engine.fails { throw InferenceError(.engineFailed, "stand-in failure") }
        }

        func withOutputs<Result>(_ body: ([TensorView]) throws -> Result) throws -> Result {
            let batch = model.input.shape[0] ?? 1
            let size = bytes.count / batch
            let means = (0..<batch).map { picture in
                Float(bytes[(picture * size)..<((picture + 1) * size)].reduce(0) { $0 + Int($1) }) / Float(size)
            }
            let tensors = model.outputs.map { output in
                let count = (output.fixedShape ?? []).dropFirst().reduce(1, *)
                return means.flatMap { [Float](repeating: $0, count: count) }
            }
            return try views(of: tensors[...], before: [], body)
        }

        /// Opens one array after the other, so that all are borrowed while `body` runs.
        private func views<Result>(
            of tensors: ArraySlice<[Float]>, before: [TensorView], _ body: ([TensorView]) throws -> Result
        ) throws -> Result {
            guard let first = tensors.first else { return try body(before) }
            return try first.withUnsafeBufferPointer { values in
                let view = TensorView(shape: model.outputs[before.count].fixedShape ?? [], values: values)
                return try views(of: tensors.dropFirst(), before: before + [view], body)
            }
        }
    }
}
