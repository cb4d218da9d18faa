import CFFmpeg
import Foundation
import Testing

@testable import Media

/// A GPU that decodes, on machines without one: what can't be had is said, and the clip is read all the same.
@Suite struct HardwareDecodingTests {
    private static let hasDriver = dlopen("libcuda.so.1", RTLD_NOW) != nil

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(.enabled(if: !hasDriver), arguments: [1, 3])
    func whatTheGPUCannotTheProcessorDoes(stride: Int) throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 40)
        let options = VideoReader.Options(stride: stride, hardware: .cuda(card: 0, cacheFolder: nil))
        let reader = try VideoReader(path: path, options: options)
        #expect(reader.decoding.hardware == .none)
        let reason = try #require(reader.decoding.refusal)
        #expect(!reason.isEmpty && !reason.contains("\n"))
        let plain = try Clips.frames(path, .init(stride: stride)), found = try Clips.frames(path, options)
        #expect(found.map(\.index) == plain.map(\.index))
        #expect(found.map(\.time) == plain.map(\.time))
        #expect(found.map(\.samples) == plain.map(\.samples))
    }

    @Test func theProcessorRefusesNothing() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 3)
        #expect(try VideoReader(path: path).decoding == DecodingPlace(hardware: .none))
    }

    @Test func aDecoderWithoutHardwareIsRefusedByName() throws {
        let decoder = try #require(avcodec_find_decoder(AV_CODEC_ID_PNG))
        let error = #expect(throws: HardwareDevice.Refusal.self) { _ = try HardwareDevice(card: 0, for: decoder) }
        #expect(error?.reason.contains("png") == true)
    }

    /// A GPU gives luma and interleaved chroma; taking it apart must not change a sample.
    @Test(arguments: [(64, 48), (62, 34)]) func interleavedChromaIsTakenApartExactly(width: Int, height: Int) throws {
        let interleaved = try FrameHandle(format: AV_PIX_FMT_NV12, width: width, height: height)
        let frame = interleaved.pointer.pointee
        let luma = try #require(frame.data.0), chroma = try #require(frame.data.1)
        for row in 0..<height {
            for column in 0..<width { luma[row * Int(frame.linesize.0) + column] = UInt8((row * 7 + column * 3) & 255) }
        }
        for row in 0..<height / 2 {
            for column in 0..<width / 2 {
                chroma[row * Int(frame.linesize.1) + 2 * column] = UInt8((row * 5 + column) & 255)
                chroma[row * Int(frame.linesize.1) + 2 * column + 1] = UInt8((row + column * 11) & 255)
            }
        }
        let planar = try PictureConversion(width: width, height: height, orientation: .upright)
            .convert(interleaved, colour: .bt709Limited)
        let planes = planar.planes
        try #require(planes.count == 3)
        for row in 0..<height {
            for column in 0..<width {
                #expect(planes[0].base[row * planes[0].stride + column] == UInt8((row * 7 + column * 3) & 255))
            }
        }
        for row in 0..<height / 2 {
            for column in 0..<width / 2 {
                #expect(planes[1].base[row * planes[1].stride + column] == UInt8((row * 5 + column) & 255))
                #expect(planes[2].base[row * planes[2].stride + column] == UInt8((row + column * 11) & 255))
            }
        }
    }

    @Test func aFrameOnTheHostIsNotCopied() throws {
        let frame = try FrameHandle(format: AV_PIX_FMT_YUV420P, width: 32, height: 32)
        #expect(!frame.isOnDevice)
        #expect(try frame.onHost() === frame)
    }
}
