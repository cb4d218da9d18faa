import CFFmpeg
import Testing

@testable import Media

@Suite struct OrientationTests {
    static let all = [false, true].flatMap { transposed in
        [false, true].flatMap { x in
            [false, true].map { Orientation(transposed: transposed, xReversed: x, yReversed: $0) }
        }
    }

    @Test(arguments: all) func `a display matrix is read as it was written`(orientation: Orientation) {
        #expect(Orientation(displayMatrix: orientation.displayMatrix) == orientation)
    }

    @Test(arguments: [0, 90, 180, 270]) func `agrees with FFmpeg's own matrices`(degrees: Int) {
        var matrix = [Int32](repeating: 0, count: 9)
        av_display_rotation_set(&matrix, Double(degrees))
        let orientation = Orientation(displayMatrix: matrix)
        #expect(!orientation.mirrored)
        #expect(orientation.rotation == degrees)
    }

    /// The letters a...f of a 3x2 picture must come to stand where the words say.
    @Test(arguments: [
        (Orientation.upright, 3, "abcdef"),
        (Orientation(transposed: true, xReversed: true, yReversed: false), 2, "daebfc"),  // 90 degrees clockwise
        (Orientation(transposed: false, xReversed: true, yReversed: true), 3, "fedcba"),
        (Orientation(transposed: true, xReversed: false, yReversed: true), 2, "cfbead"),
        (Orientation(transposed: false, xReversed: true, yReversed: false), 3, "cbafed"),  // mirrored
        (Orientation(transposed: false, xReversed: false, yReversed: true), 3, "defabc"),
        (Orientation(transposed: true, xReversed: false, yReversed: false), 2, "adbecf"),
        (Orientation(transposed: true, xReversed: true, yReversed: true), 2, "fcebda"),
    ]) func `turns the samples`(orientation: Orientation, width: Int, expected: String) throws {
        var picture = PictureBuffer(width: 3, height: 2)
        picture.y = Array("abcdef".utf8)
        let result = try turned(FrameHandle(copying: picture), orientation)
        let frame = try #require(VideoFrame(result, index: 0, time: 0, colour: .bt709Limited))
        #expect(frame.width == width)
        #expect(String(decoding: frame.luma, as: UTF8.self) == expected)
    }

    @Test func `turning back gives the same picture, of a size that is no multiple of a tile`() throws {
        let picture = TestPictures.noise(width: 75, height: 41, seed: 1)
        let there = Orientation(transposed: true, xReversed: true, yReversed: false)
        let back = Orientation(transposed: true, xReversed: false, yReversed: true)
        let result = try turned(turned(FrameHandle(copying: picture), there), back)
        let frame = try #require(VideoFrame(result, index: 0, time: 0, colour: .bt709Limited))
        #expect(frame.samples == picture.samples)
    }
}
