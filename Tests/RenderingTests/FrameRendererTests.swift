import Geometry
import Media
import Observations
import Pitch
import Testing

@testable import Rendering

struct FrameRendererTests {
    private func grey(_ width: Int, _ height: Int) -> PictureBuffer {
        var picture = PictureBuffer(width: width, height: height)
        picture.y = [UInt8](repeating: 90, count: picture.y.count)
        return picture
    }

    /// Objects of all classes, keypoints, and a pitch that lies all over a picture of this size.
    private func frame(_ width: Int, _ height: Int) -> AnnotatedFrame {
        let (w, h) = (Double(width), Double(height))
        let objects = ObjectClass.allCases.enumerated().map { index, objectClass in
            AnnotatedObject(
                id: index * 40, box: Box(x1: w * 0.2 * Double(index), y1: 0, x2: w * 0.3, y2: h * 0.7),
                objectClass: objectClass, team: index % 2, position: Point(Double(index) * 40, 35))
        }
        let toImage = Homography(elements: [w / 120, 0, 0, 0, h / 70, 0, 0, 0.004, 1])
        let keypoints = PitchTemplate.vertices.map {
            Keypoint(point: toImage?.apply($0) ?? .zero, confidence: 0.8)
        }
        return AnnotatedFrame(
            index: 12345, time: 493.8, objects: objects, keypoints: keypoints, toImage: toImage)
    }

    @Test(
        arguments: [
            (1, 1), (2, 1), (16, 16), (17, 9), (3, 720), (720, 3), (321, 181), (640, 360), (1279, 719), (7680, 4320),
        ])
    func anySizeIsDrawn(_ width: Int, _ height: Int) {
        var picture = grey(width, height)
        FrameRenderer().draw(frame(width, height), on: &picture)
        #expect(picture.y.count == width * height)
        #expect(picture.y.contains { $0 != 90 })
    }

    @Test func wildFramesAreDrawn() {
        var picture = grey(320, 180)
        let wild: [Double] = [.nan, .infinity, -.infinity, 1e18, -1e18, 0]
        let objects = wild.flatMap { a in
            wild.map { b in
                AnnotatedObject(
                    id: .max, box: Box(x1: a, y1: b, x2: b, y2: a), objectClass: .player, team: 7,
                    position: Point(a, b))
            }
        }
        let keypoints = wild.map { Keypoint(point: Point($0, $0), confidence: 1) }
        FrameRenderer().draw(
            AnnotatedFrame(index: .max, time: .nan, objects: objects, keypoints: keypoints), on: &picture)
        #expect(picture.y.count == 320 * 180)
    }

    @Test func nothingChosenChangesNothing() {
        var settings = RenderingSettings()
        settings.boxes = false
        settings.labels = false
        settings.pitchLines = false
        settings.keypoints = false
        settings.radar = false
        settings.header = false
        var picture = grey(640, 360)
        FrameRenderer(settings: settings).draw(frame(640, 360), on: &picture)
        #expect(picture.y.allSatisfy { $0 == 90 } && picture.u.allSatisfy { $0 == 128 })
    }

    @Test(arguments: [(0, Palette.teams[0]), (1, Palette.teams[1]), (nil, Palette.player)])
    func aPlayersBoxHasTheTeamsColour(_ team: Int?, _ colour: RGBColour) {
        var picture = grey(1280, 720)
        let box = Box(x1: 400, y1: 300, x2: 440, y2: 380)
        let object = AnnotatedObject(id: nil, box: box, objectClass: .player, team: team)
        FrameRenderer().draw(AnnotatedFrame(index: 0, time: 0, objects: [object]), on: &picture)
        let samples = SampleColour(colour, in: picture.colour)
        for x in 400..<440 {
            #expect(picture.y[300 * 1280 + x] == samples.y)
            #expect(picture.y[380 * 1280 + x] == samples.y)
        }
        // What is inside the box is not touched.
        #expect(picture.y[340 * 1280 + 420] == 90)
        #expect(picture.u[150 * 640 + 210] != samples.u || samples.u == 128)
    }

    @Test func aGoalkeepersLabelHasTheTeamsColour() {
        var settings = RenderingSettings()
        settings.boxes = false
        settings.header = false
        func picture(_ objectClass: ObjectClass, team: Int?) -> PictureBuffer {
            var picture = grey(1280, 720)
            let object = AnnotatedObject(
                id: 7, box: Box(x1: 400, y1: 300, x2: 440, y2: 380), objectClass: objectClass, team: team,
                position: Point(60, 35))
            FrameRenderer(settings: settings).draw(AnnotatedFrame(index: 0, time: 0, objects: [object]), on: &picture)
            return picture
        }
        let keepers = [0, 1].map { picture(.goalkeeper, team: $0) }
        let nobodys = picture(.goalkeeper, team: nil)
        #expect(keepers[0].u != keepers[1].u && keepers[0].u != nobodys.u && keepers[1].u != nobodys.u)
        // The tab is the one that a player of the team has; the dot on the radar is not.
        let player = picture(.player, team: 1)
        for row in 280..<300 {
            let tab = (row * 1280 + 380)..<(row * 1280 + 460)
            #expect(player.y[tab] == keepers[1].y[tab])
        }
        #expect(player.y != keepers[1].y)
    }

    @Test func classesDifferInColour() {
        let colours = ObjectClass.allCases.map(Palette.colour(of:)) + [Palette.teams[1]]
        for (index, a) in colours.enumerated() {
            for b in colours[(index + 1)...] {
                let distance =
                    abs(Int(a.red) - Int(b.red)) + abs(Int(a.green) - Int(b.green)) + abs(Int(a.blue) - Int(b.blue))
                #expect(distance > 70)
            }
        }
    }

    @Test func pitchLinesLieWhereTheHomographyPutsThem() throws {
        var settings = RenderingSettings()
        settings.radar = false
        settings.header = false
        var picture = grey(1200, 700)
        let toImage = try #require(Homography(elements: [10, 0, 0, 0, 10, 0, 0, 0, 1]))
        FrameRenderer(settings: settings).draw(AnnotatedFrame(index: 0, time: 0, toImage: toImage), on: &picture)
        // The half-way line is at x = 60 m.
        for y in stride(from: 20, to: 680, by: 20) { #expect(picture.y[y * 1200 + 600] > 130) }
        #expect(picture.y[100 * 1200 + 560] == 90)
        // A regulation pitch has it elsewhere.
        var other = grey(1200, 700)
        FrameRenderer(settings: settings).draw(
            AnnotatedFrame(index: 0, time: 0, toImage: toImage, plan: .regulation), on: &other)
        #expect(other.y[100 * 1200 + 525] > 130)
    }

    @Test(arguments: [(0.0, "0:00.00"), (65.32, "1:05.32"), (3599.999, "60:00.00"), (-1, "0:00.00"), (.nan, "0:00.00")])
    func clockReadsMinutesAndHundredths(_ seconds: Double, _ text: String) {
        #expect(FrameRenderer.clock(seconds) == text)
    }

    @Test func theSameFrameGivesTheSameBytes() {
        var a = grey(640, 360)
        var b = grey(640, 360)
        FrameRenderer().draw(frame(640, 360), on: &a)
        FrameRenderer().draw(frame(640, 360), on: &b)
        #expect(a.y == b.y && a.u == b.u && a.v == b.v)
    }
}
