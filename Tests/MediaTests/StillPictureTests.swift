import Foundation
import Testing

@testable import Media

@Suite struct StillPictureTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) throws -> RGBPicture {
        let samples = (0..<(32 * 32)).flatMap { _ in [red, green, blue] }
        return try #require(RGBPicture(width: 32, height: 32, samples: samples))
    }

    /// ITU-R BT.601-7 and BT.709-6, quantised as in BT.601 2.5.3 and BT.709 4.
    @Test(arguments: [
        (ColourDescription(matrix: .bt601, range: .limited), [82, 90, 240]),
        (ColourDescription(matrix: .bt601, range: .full), [76, 85, 255]),
        (ColourDescription(matrix: .bt709, range: .limited), [63, 102, 240]),
        (ColourDescription(matrix: .bt709, range: .full), [54, 99, 255]),
        (ColourDescription(matrix: .bt2020, range: .limited), [73, 97, 240]),
    ]) func `red in every colour space, and back`(colour: ColourDescription, expected: [Int]) throws {
        let picture = try PictureBuffer(rgb(255, 0, 0), colour: colour)
        for (sample, value) in zip([picture.y[100], picture.u[50], picture.v[50]], expected) {
            #expect(abs(Int(sample) - value) <= 1)
        }
        let back = try RGBPicture(picture)
        for (sample, value) in zip(back.samples.prefix(3), [255, 0, 0]) { #expect(abs(Int(sample) - value) <= 3) }
    }

    @Test(arguments: [ColourRange.limited, .full]) func `a PNG is the picture that was written`(range: ColourRange)
        throws
    {
        let colour = ColourDescription(matrix: .bt709, range: range)
        var picture = PictureBuffer(width: 33, height: 21, colour: colour)
        for index in picture.y.indices { picture.y[index] = UInt8(16 + index % 200) }
        let path = folder.path("picture.png")
        try picture.writePNG(path)
        #expect(folder.names == ["picture.png"])
        let decoded = try StillPicture.decode(path: path)
        #expect(decoded.width == 33)
        #expect(decoded.height == 21)
        #expect(decoded.colour == ColourDescription(matrix: .bt601, range: .full))
        let (before, after) = try (RGBPicture(picture), RGBPicture(decoded))
        let worst = zip(before.samples, after.samples).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
        #expect(worst <= 3)
    }

    @Test func `a JPEG is much like the picture that was written`() throws {
        var picture = PictureBuffer(width: 64, height: 48, colour: ColourDescription(matrix: .bt601, range: .full))
        for index in picture.y.indices { picture.y[index] = UInt8(40 + index % 64 * 2) }
        let path = folder.path("picture.jpg")
        try picture.writeJPEG(path, quality: 95)
        let decoded = try StillPicture.decode(path: path)
        let difference = zip(decoded.y, picture.y).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(difference) / Double(picture.y.count) < 1.5)
        #expect(try picture.jpegBytes(quality: 10).count < picture.jpegBytes(quality: 95).count)
    }

    @Test(
        .enabled(if: FFmpegCommand.isPresent),
        arguments: ["rgb24", "rgba", "gray", "rgb48be", "pal8", "ya8", "monob"]
    ) func `PNGs of every kind`(format: String) throws {
        let path = folder.path("picture.png")
        try FFmpegCommand.run(
            ["-f", "lavfi", "-i", "testsrc=size=65x47", "-frames:v", "1", "-update", "1", "-pix_fmt", format, path])
        let picture = try StillPicture.decode(path: path)
        let reference = try FFmpegCommand.run(["-i", path, "-f", "rawvideo", "-pix_fmt", "gray", "-"])
        #expect(picture.width == 65)
        #expect(picture.height == 47)
        let difference = zip(picture.y, reference).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(difference) / Double(picture.y.count) < 2)
    }

    @Test(.enabled(if: FFmpegCommand.isPresent), arguments: ["yuvj420p", "yuvj422p", "yuvj444p", "gray"])
    func `JPEGs of every kind`(format: String) throws {
        let path = folder.path("picture.jpg")
        try FFmpegCommand.run(
            ["-f", "lavfi", "-i", "testsrc2=size=64x48", "-frames:v", "1", "-update", "1", "-pix_fmt", format, path])
        let picture = try StillPicture.decode(path: path)
        let reference = try FFmpegCommand.run(["-i", path, "-f", "rawvideo", "-pix_fmt", "gray", "-"])
        #expect(picture.y.elementsEqual(reference))
    }

    @Test func `what is no picture is refused`() throws {
        func code(_ path: String) -> MediaError.Code? {
            do {
                _ = try StillPicture.decode(path: path)
                return nil
            } catch {
                return (error as? MediaError)?.code
            }
        }
        #expect(code(folder.path("nothing.png")) == .fileMissing)
        #expect(code(try folder.write([], as: "empty.png")) == .fileEmpty)
        #expect(code(try folder.write([1, 2, 3], as: "random.png")) == .pictureUnreadable)
        let whole = try TestPictures.numbered(1).pngBytes()
        #expect(code(try folder.write(Array(whole.prefix(40)), as: "cut.png")) == .pictureUnreadable)
        #expect(throws: MediaError.self) { try TestPictures.numbered(1).writePNG(folder.path("missing/x.png")) }
    }

    /// Returns a picture whose header states another size.
    private func stating(_ width: Int, _ height: Int, in bytes: [UInt8]) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        var bytes = bytes
        if bytes.starts(with: [0x89]) {
            bytes.replaceSubrange(16..<24, with: number(width, 4) + number(height, 4))
        } else if let start = bytes.indices.first(where: { bytes[$0...].starts(with: [0xff, 0xc0]) }) {
            bytes.replaceSubrange((start + 5)..<(start + 9), with: number(height, 2) + number(width, 2))
        }
        return bytes
    }

    @Test func `the size is in the header`() throws {
        let picture = TestPictures.numbered(1, width: 80, height: 64)
        for bytes in try [picture.pngBytes(), picture.jpegBytes(quality: 80)] {
            let size = try #require(StillPictureSize(of: bytes))
            #expect(size.width == 80 && size.height == 64)
            let other = try #require(StillPictureSize(of: stating(9000, 301, in: bytes)))
            #expect(other.width == 9000 && other.height == 301)
            for count in 0..<bytes.count {
                let part = StillPictureSize(of: Array(bytes.prefix(count)))
                #expect(part == nil || part == size)
            }
        }
        #expect(StillPictureSize(of: Array("GIF89a".utf8)) == nil)
        // Segments without an end, and one shorter than its own length.
        #expect(StillPictureSize(of: [0xff, 0xd8] + [UInt8](repeating: 0xff, count: 100)) == nil)
        #expect(StillPictureSize(of: [0xff, 0xd8, 0xff, 0xe0] + [UInt8](repeating: 0, count: 100)) == nil)
    }

    @Test func `a picture that is too large is not decoded`() throws {
        func code(_ bytes: [UInt8], mostPixels: Int = .max) -> MediaError.Code? {
            do {
                _ = try StillPicture.decode(bytes, mostPixels: mostPixels)
                return nil
            } catch {
                return (error as? MediaError)?.code
            }
        }
        let picture = TestPictures.numbered(1, width: 80, height: 64)
        for bytes in try [picture.pngBytes(), picture.jpegBytes(quality: 80)] {
            #expect(code(bytes, mostPixels: 80 * 64) == nil)
            #expect(code(bytes, mostPixels: 80 * 64 - 1) == .pictureTooLarge)
            #expect(code(stating(9000, 64, in: bytes)) == .pictureTooLarge)
            // Nothing but the header is there to decode.
            let scan = bytes.indices.first { bytes[$0...].starts(with: [0xff, 0xda]) }
            let head = Array(stating(6000, 6000, in: bytes).prefix(bytes.starts(with: [0x89]) ? 40 : scan ?? 0))
            #expect(code(head, mostPixels: 1 << 20) == .pictureTooLarge)
        }
    }

    @Test func `a picture can be resized`() throws {
        let picture = TestPictures.numbered(0b1010_0110_0011_1001, width: 64, height: 64)
        let resized = try picture.resized(width: 161, height: 95)
        #expect(resized.width == 161)
        #expect(resized.u.count == 81 * 48)
        #expect(TestPictures.number(of: resized) == 0b1010_0110_0011_1001)
        #expect(throws: MediaError.self) { try picture.resized(width: 0, height: 5) }
    }
}
