import Geometry
import Media
import Pitch
import Testing

@testable import Synthesis

struct SyntheticClipTests {
    @Test func theClipHasItsFramesInOrder() {
        #expect(ClipFixture.frames.count == 10)
        #expect(ClipFixture.frames.map(\.truth.frameNumber) == Array(0..<10))
        for (index, frame) in ClipFixture.frames.enumerated() {
            #expect(abs(frame.truth.time - Double(index) / 25) < 1e-12)
            #expect(frame.picture.width == 640 && frame.picture.height == 360)
        }
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let again = try SyntheticClip(settings: ClipFixture.settings)
        for (a, b) in zip(ClipFixture.frames, again.prefix(2)) {
            #expect(a.picture.y == b.picture.y && a.picture.u == b.picture.u && a.picture.v == b.picture.v)
            #expect(a.truth == b.truth)
        }
        var other = ClipFixture.settings
        other.seed = 7
        let different = try #require(try SyntheticClip(settings: other).first { _ in true })
        #expect(different.picture.y != ClipFixture.frames[0].picture.y)
    }

    /// Drawn in a release build of another machine. Change it together with what is drawn.
    @Test func theBytesAreTheSameOnEveryMachine() throws {
        let settings = SyntheticClipSettings(seconds: 0.04, seed: 11, width: 160, height: 96)
        let frame = try #require(try SyntheticClip(settings: settings).first { _ in true })
        #expect(ClipFixture.fingerprint(frame) == 2_598_926_276_102_420_675)
    }

    @Test(arguments: [(16, 16), (17, 16), (99, 33), (161, 91)])
    func oddAndSmallPicturesAreDrawn(_ width: Int, _ height: Int) throws {
        let settings = SyntheticClipSettings(seconds: 0.01, seed: 2, width: width, height: height)
        let frames = Array(try SyntheticClip(settings: settings))
        #expect(frames.count == 1)
        #expect(frames[0].picture.y.count == width * height)
        #expect(frames[0].picture.u.count == ((width + 1) / 2) * ((height + 1) / 2))
        for object in frames[0].truth.objects {
            #expect(object.box == object.box.clamped(width: Double(width), height: Double(height)))
        }
    }

    @Test func thePictureLooksLikeAPitch() {
        let picture = ClipFixture.frames[0].picture
        // The middle of the picture is grass: more green than anything else, so both chroma are low.
        let middle = (picture.chromaHeight / 2) * picture.chromaWidth + picture.chromaWidth / 2
        #expect(picture.u[middle] < 120 && picture.v[middle] < 124)
        // Neither black nor white.
        let mean = picture.y.reduce(0) { $0 + Int($1) } / picture.y.count
        #expect(mean > 60 && mean < 170)
    }

    @Test func settingsOutOfRangeAreRefusedByName() {
        func refused(_ change: (inout SyntheticClipSettings) -> Void) -> String? {
            var settings = SyntheticClipSettings()
            change(&settings)
            do {
                _ = try SyntheticClip(settings: settings)
                return nil
            } catch {
                return error.code == .invalidSetting ? error.context : nil
            }
        }
        #expect(refused { $0.width = 15 } == "width")
        #expect(refused { $0.height = 8193 } == "height")
        #expect(refused { $0.frameRate = 0 } == "frame rate")
        #expect(refused { $0.frameRate = .nan } == "frame rate")
        #expect(refused { $0.seconds = -1 } == "seconds")
        #expect(refused { $0.seconds = .infinity } == "seconds")
        #expect(refused { $0.seconds = 3 } == nil)
    }

    @Test(arguments: [(25.0, FrameRate(25)), (29.97, FrameRate(30000, 1001)), (12.5, FrameRate(12500, 1000))])
    func frameRatesBecomeFractions(_ rate: Double, _ fraction: FrameRate) {
        #expect(SyntheticClipSettings(frameRate: rate).fraction == fraction)
    }
}
