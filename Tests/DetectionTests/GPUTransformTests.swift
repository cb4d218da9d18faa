import CUDATesting
import GPU
import Geometry
import ModelTesting
import Observations
import Synchronization
import Testing

@testable import Detection
@testable import Engines
@testable import Media

/// What a GPU makes of the pictures in its memory against what the processor does: the same bytes.
@Suite struct GPUTransformTests {
    /// A transform of a picture, as the second of two, by both.
    private static func both(
        _ picture: PictureBuffer, _ layout: InputLayout, width: Int, height: Int, element: TensorElement = .uint8
    ) throws -> (processor: [UInt8], graphics: [UInt8]) {
        let transform = InputTransform(
            layout: layout, element: element, modelWidth: width, modelHeight: height, sourceWidth: picture.width,
            sourceHeight: picture.height, colour: picture.colour)
        var processor = [UInt8](repeating: 77, count: transform.byteCount)
        processor.withUnsafeMutableBytes { bytes in picture.withPlanes { transform.write($0, into: bytes) } }

        let card = try StandInDriver.card()
        let stream = try CUDAStream(on: card)
        let memory = try CUDAMemory([UInt8](repeating: 77, count: 2 * transform.byteCount), by: stream)
        let tensor = DeviceTensor(
            address: memory.address, element: element, divisor: layout.byteDivisor ?? 1, stream: stream)
        try GPUTransform(transform, stream: stream, cacheFolder: nil)
            .write(.copying(picture, to: card), at: 1, into: tensor)
        let host = CUDAHostMemory(count: memory.count, for: card)
        try memory.copy(to: host, in: tensor.stream)
        try tensor.stream.wait()
        #expect(host.bytes.prefix(transform.byteCount).allSatisfy { $0 == 77 })
        return (processor, [UInt8](host.bytes.dropFirst(transform.byteCount)))
    }

    @Test(arguments: [(256, 144), (128, 96), (100, 60), (300, 170), (501, 283), (1001, 563), (33, 21), (640, 360)])
    func sixPlanesAreTheSameBytes(width: Int, height: Int) throws {
        for colour in [ColourDescription.bt709Limited, .init(matrix: .bt601, range: .full)] {
            let picture = Fixtures.noise(width: width, height: height, colour: colour)
            let (processor, graphics) = try Self.both(picture, .yuv420SpaceToDepth, width: 128, height: 96)
            #expect(processor == graphics)
        }
    }

    @Test(arguments: [(96, 54), (200, 113), (64, 36), (40, 22), (128, 72), (1, 1), (3, 200), (255, 143)])
    func coloursAreTheSameBytes(width: Int, height: Int) throws {
        let picture = Fixtures.noise(width: width, height: height)
        for layout in [InputLayout.rgbUnit, .bgrByte] {
            let (processor, graphics) = try Self.both(picture, layout, width: 64, height: 64)
            #expect(processor == graphics)
        }
    }

    @Test(arguments: [InputLayout.rgbUnit, .bgrByte]) func coloursAreTheSameFloats(layout: InputLayout) throws {
        let picture = Fixtures.noise(width: 200, height: 113)
        let (processor, graphics) = try Self.both(picture, layout, width: 64, height: 64, element: .float32)
        let floats = { (bytes: [UInt8]) in bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) } }
        for (right, found) in zip(floats(processor), floats(graphics)) { #expect(abs(right - found) <= 1e-7) }
    }

    private static func package(_ layout: InputLayout = .rgbUnit) -> ModelPackage {
        ModelPackage(
            manifest: ModelManifest(
                format: 1, name: "stand-in", version: "1", task: [.players], heads: [.ultralyticsDetect],
                input: .init(layout: layout, width: 64, height: 32), classes: ["player"], weights: "", sha256: "",
                licence: ""), weightsPath: "", path: "", origin: .foreignFile)
    }

    private static func engine(_ card: CUDACard?) -> StandInEngine {
        StandInEngine(
            input: .init(name: "images", shape: [3, 3, nil, nil], element: .float32),
            outputs: [.init(name: "output0", shape: [3, 5, 42], element: .float32)], card: card)
    }

    /// A picture on the host, or on a card.
    private struct Frame: Picture {
        var buffer: PictureBuffer
        var graphics: GraphicsPicture?
        var width: Int { buffer.width }
        var height: Int { buffer.height }
        var colour: ColourDescription { buffer.colour }
        func withPlanes<Result>(_ body: (YUVPlanes) throws -> Result) rethrows -> Result { try buffer.withPlanes(body) }
    }

    private static func frames(_ card: CUDACard?) throws -> [Frame] {
        try (1...7).map { number in
            let buffer = Fixtures.flat(
                width: 128, height: 64, yuv: (UInt8(8 * number), 128, 128), colour: .init(matrix: .bt709, range: .full))
            return Frame(buffer: buffer, graphics: try card.map { try .copying(buffer, to: $0) })
        }
    }

    /// Where the pictures and the network are on the same card, no byte of them passes the host.
    @Test func picturesStayWhereTheNetworkIs() throws {
        let card = try StandInDriver.card(), engine = Self.engine(card)
        var settings = DetectorSettings()
        settings.batchSize = 3
        let detector = try Detector(package: Self.package(), settings: settings, engine: engine)
        let onDevice = try detector.detect(try Self.frames(card)).map(\.objects)
        #expect(engine.counts.withLock { $0.onDevice } == 3)
        let onHost = try detector.detect(try Self.frames(nil)).map(\.objects)
        #expect(engine.counts.withLock { $0.onDevice } == 3 && engine.counts.withLock { $0.runs } == 6)
        #expect(onDevice == onHost && onHost.count == 7 && onHost[6].first?.box.x1.rounded() == 56)
    }

    /// Pictures on another card, or not all of a batch on one, go by the host.
    @Test func picturesElsewhereAreCopied() throws {
        let card = try StandInDriver.card(0), other = try StandInDriver.card(1)
        let engine = Self.engine(card)
        var settings = DetectorSettings()
        settings.batchSize = 3
        let detector = try Detector(package: Self.package(), settings: settings, engine: engine)
        let there = try detector.detect(try Self.frames(other)).map(\.objects)
        let mixed = try zip(Self.frames(card), 0...).map { frame, number in
            Frame(buffer: frame.buffer, graphics: number.isMultiple(of: 2) ? frame.graphics : nil)
        }
        #expect(try detector.detect(mixed).map(\.objects) == there)
        // The seventh is a batch of its own.
        #expect(engine.counts.withLock { $0.onDevice } == 1)
    }

    /// Planes of a GPU's picture on the host are what they were, for several at a time.
    @Test func whatTheHostAsksForIsCopiedBack() throws {
        let card = try StandInDriver.card()
        let pictures = [101, 102, 103].map { Fixtures.noise(width: $0, height: 57) }
        for picture in pictures {
            let graphics = try GraphicsPicture.copying(picture, to: card)
            let frame = VideoFrame(graphics, index: 3, time: 0.12, colour: picture.colour)
            #expect(frame.width == picture.width && frame.height == 57 && frame.graphics === graphics)
            frame.withPlanes { first in
                frame.withPlanes { second in
                    #expect(first.y != second.y)
                    picture.withPlanes { right in
                        for y in 0..<57 {
                            for x in 0..<picture.width {
                                #expect(first.y[y * first.yStride + x] == right.y[y * right.yStride + x])
                                let at = y / 2 * second.chromaStride + x / 2
                                #expect(second.u[at] == right.u[y / 2 * right.chromaStride + x / 2])
                                #expect(second.v[at] == right.v[y / 2 * right.chromaStride + x / 2])
                            }
                        }
                    }
                }
            }
        }
    }

    /// A GPU that can't give a picture back leaves nobody to go on with what is there instead.
    @Test func picturesThatCannotBeHadAreAnError() throws {
        let broken = try StandInDriver.card(StandInDriver.cardWithoutCopies)
        let engine = Self.engine(try StandInDriver.card(0))
        let detector = try Detector(package: Self.package(), engine: engine)
        let frames = try Self.frames(broken)
        let picture = VideoFrame(try #require(frames[0].graphics), index: 0, time: 0, colour: .bt709Limited)
        #expect(picture.graphics?.failure == nil)
        let error = try #require(throws: InferenceError.self) { try detector.detect([picture]) }
        #expect(error.code == .engineFailed && error.context.contains("an illegal address"))
        #expect(picture.graphics?.failure?.code == 700)
        // The next clip begins anew.
        #expect(try Self.frames(broken)[0].graphics?.failure == nil)
    }

    /// The kernel for six planes writes bytes: a network that takes floats gets them from the host.
    @Test func sixPlanesOfFloatsGoByTheHost() throws {
        let card = try StandInDriver.card()
        let engine = StandInEngine(
            input: .init(name: "images", shape: [1, 6, 16, 32], element: .uint8),
            outputs: [.init(name: "output0", shape: [1, 5, 42], element: .float32)], card: card, element: .float32)
        let detector = try Detector(package: Self.package(.yuv420SpaceToDepth), engine: engine)
        _ = try detector.detect([try Self.frames(card)[1]])
        #expect(engine.counts.withLock { $0.onDevice } == 0)
    }

    /// Memory is taken once: what a picture gives back the next one gets.
    @Test func memoryIsUsedAgain() throws {
        let card = try StandInDriver.card(), picture = Fixtures.noise(width: 64, height: 36)
        var first: GraphicsPicture? = try .copying(picture, to: card)
        let address = first?.y
        first = nil
        let second = try GraphicsPicture.copying(picture, to: card)
        let third = try GraphicsPicture.copying(picture, to: card)
        #expect(second.y == address && third.y != address)
    }
}
