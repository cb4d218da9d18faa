import Foundation
import Geometry
import Media
import Testing

@testable import Synthesis

struct StillsTests {
    @Test func framesAndLabelsAreWritten() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let frames = try SyntheticFrames(settings: .init(count: 2, seed: 5, width: 160, height: 90))
        var written = 0
        try frames.write(to: folder.path) { written = $0 }
        #expect(written == 2)
        let images = try FileManager.default.contentsOfDirectory(atPath: folder.file("players/images")).sorted()
        #expect(images == ["synthetic_5_000000.jpg", "synthetic_5_000001.jpg"])
        for image in images {
            let picture = try StillPicture.decode(path: folder.file("players/images/\(image)"))
            #expect(picture.width == 160 && picture.height == 90)
            let name = image.replacing(".jpg", with: ".txt")
            let players = try String(contentsOfFile: folder.file("players/labels/\(name)"), encoding: .utf8)
            for line in players.split(separator: "\n") {
                let values = line.split(separator: " ").compactMap { Double($0) }
                #expect(values.count == 5)
                #expect((0...3).contains(values[0]) && values.dropFirst().allSatisfy { (0...1).contains($0) })
            }
            let pitch = try String(contentsOfFile: folder.file("pitch/labels/\(name)"), encoding: .utf8)
            let values = pitch.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
            #expect(values.count == 5 + 96)
            #expect(values[0] == 0)
            #expect(FileManager.default.fileExists(atPath: folder.file("pitch/images/\(image)")))
        }
    }

    @Test func frameNIsTheSameWhateverTheCount() throws {
        func frames(_ count: Int) throws -> [SyntheticFrame] {
            Array(try SyntheticFrames(settings: .init(count: count, seed: 8, width: 64, height: 36)))
        }
        let (one, two) = (try frames(1), try frames(2))
        #expect(one[0].picture.y == two[0].picture.y && one[0].truth == two[0].truth)
        #expect(two[0].picture.y != two[1].picture.y)
        #expect(two[0].picture.colour == SyntheticFrames.colour)
    }

    @Test func wideScenesAreAllDrawn() throws {
        let frames = try SyntheticFrames(settings: .init(count: 12, seed: 21, width: 96, height: 54))
        var objects = 0
        for frame in frames {
            objects += frame.truth.objects.count
            #expect(frame.picture.y.count == 96 * 54)
            for object in frame.truth.objects {
                #expect(object.box == object.box.clamped(width: 96, height: 54))
            }
        }
        #expect(objects > 60)
    }

    @Test func aCountOutOfRangeIsRefused() {
        let error = #expect(throws: SynthesisError.self) { try SyntheticFrames(settings: .init(count: 0)) }
        #expect(error?.context == "frames")
    }
}
