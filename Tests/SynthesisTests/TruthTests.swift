import Geometry
import Media
import Observations
import Pitch
import Testing

@testable import Synthesis

struct TruthTests {
    private var truths: [FrameTruth] { ClipFixture.frames.map(\.truth) }

    @Test func theHomographyMapsVerticesOntoKeypoints() throws {
        let plan = try #require(ClipFixture.clip).facts.pitch.plan
        for truth in truths {
            let toImage = try #require(truth.toImage)
            #expect(truth.keypoints.count == 32)
            #expect(truth.keypoints.count { $0.isPresent } >= 4)
            for (vertex, keypoint) in zip(plan.vertices, truth.keypoints) {
                let mapped = toImage.apply(vertex)
                if keypoint.isPresent {
                    #expect(try #require(mapped).distance(to: keypoint.point) < 1e-6)
                } else if let mapped {
                    #expect(mapped.x < 0 || mapped.y < 0 || mapped.x >= 640 || mapped.y >= 360)
                }
            }
        }
    }

    /// Lines are where the homography says, in the picture too: they are brighter than what is beside them.
    @Test func thePaintIsWhereTheHomographySays() throws {
        let frame = ClipFixture.frames[0]
        let toImage = try #require(frame.truth.toImage)
        let plan = try #require(ClipFixture.clip).facts.pitch.plan
        func luma(_ place: Point) -> Int? {
            guard let p = toImage.apply(place), p.x >= 1, p.y >= 1, p.x < 639, p.y < 359 else { return nil }
            return Int(frame.picture.y[Int(p.y) * 640 + Int(p.x)])
        }
        var (brighter, seen) = (0, 0)
        for step in 1..<60 {
            let on = Point(plan.length / 2, plan.width * Double(step) / 60)
            guard let line = luma(on), let left = luma(on - Point(0.8, 0)), let right = luma(on + Point(0.8, 0)) else {
                continue
            }
            seen += 1
            if line > max(left, right) + 8 { brighter += 1 }
        }
        #expect(seen >= 10)
        #expect(Double(brighter) >= 0.75 * Double(seen))
    }

    @Test func boxesAreInThePictureAndAgreeWithPositions() throws {
        let plan = try #require(ClipFixture.clip).facts.pitch.plan
        var persons = 0
        for truth in truths {
            let toImage = try #require(truth.toImage)
            for object in truth.objects {
                #expect(object.box == object.box.clamped(width: 640, height: 360))
                #expect(object.visibleShare >= 0.2 && object.visibleShare <= 1)
                // Whole persons stand where the truth says.
                guard object.objectClass.isPerson, object.box.x1 > 0, object.box.x2 < 640, object.box.y2 < 360 else {
                    continue
                }
                persons += 1
                let place = try #require(toImage.inverse?.apply(object.box.foot))
                #expect(plan.templatePosition(of: place).distance(to: object.position) < 1.6)
            }
        }
        #expect(persons > 80)
    }

    /// From the keypoints alone the pitch is found again, and the same homography.
    @Test func thePitchIsRecognisedFromTheKeypoints() throws {
        for truth in truths {
            let view = try #require(PitchView.estimate(keypoints: truth.keypoints, width: 640, height: 360))
            #expect(view.ground.plan == .regulation)
            let toImage = try #require(truth.toImage)
            for place in [Point(52.5, 34), Point(45, 20), Point(60, 50)] {
                let (a, b) = (try #require(view.ground.toImage.apply(place)), try #require(toImage.apply(place)))
                #expect(a.distance(to: b) < 0.5)
            }
        }
    }

    @Test func idsStayWithTheirObjects() {
        var known: [Int: ObjectTruth] = [:]
        for truth in truths {
            #expect(Set(truth.objects.map(\.id)).count == truth.objects.count)
            for object in truth.objects {
                #expect(object.id >= 1)
                if let before = known[object.id] {
                    #expect(before.objectClass == object.objectClass && before.team == object.team)
                    #expect(before.position.distance(to: object.position) < (object.objectClass == .ball ? 20 : 2))
                }
                known[object.id] = object
                #expect((object.team != nil) == (object.objectClass == .player || object.objectClass == .goalkeeper))
            }
        }
        #expect(known.count > 10)
    }

    @Test func aBentLensHasNoHomographyButItsKeypoints() throws {
        var style = SceneStyle(.broadcast, seed: 3)
        style.optics.distortion = 0.02
        var renderer = SceneRenderer(style: style, width: 192, height: 108)
        let match = Match(plan: style.plan, seed: 3)
        let camera = CameraOperator(station: style.station, plan: style.plan, ball: match.ball.ground, seed: 3)
        let view = renderer.view(of: camera)
        let frame = renderer.frame(match, view: view, previous: view, index: 0, time: 0)
        #expect(frame.truth.toImage == nil)
        #expect(frame.truth.keypoints.contains { $0.isPresent })
        #expect(frame.picture.width == 192)
    }

    @Test(arguments: [-0.04, 0, 0.03], [0.5, 1])
    func warpAndItsInverseAgree(_ bend: Double, _ resolution: Double) {
        var optics = SceneStyle(.broadcast, seed: 1).optics
        optics.distortion = bend
        optics.resolution = resolution
        let warp = PictureWarp(width: 1280, height: 720, optics: optics)
        for x in stride(from: 0.0, through: 1280, by: 160) {
            for y in stride(from: 0.0, through: 720, by: 90) {
                let p = Point(x, y)
                #expect(warp.target(warp.source(p)).distance(to: p) < 0.01)
            }
        }
        let corner = warp.source(Point(1280, 720))
        #expect(corner.x <= Double(warp.canvasWidth) + 1e-6 && corner.y <= Double(warp.canvasHeight) + 1e-6)
    }
}
