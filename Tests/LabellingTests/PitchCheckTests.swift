import Geometry
import Observations
import Pitch
import Testing

@testable import Labelling

struct PitchCheckTests {
    /// A pitch of regulation size, seen whole from above the side line in 1280x720.
    private func labels() throws -> FrameLabels {
        let plan = PitchPlan.regulation
        let corners = [Point(0, 0), Point(105, 0), Point(0, 68), Point(105, 68)]
        let places = [Point(300, 120), Point(980, 120), Point(60, 640), Point(1220, 640)]
        let toImage = try #require(Homography(from: corners, to: places))
        var labels = FrameLabels.empty
        for (vertex, place) in plan.vertices.enumerated() {
            labels.vertices[vertex] = toImage.apply(place).map { .init(point: $0, isHidden: false) }
        }
        return labels
    }

    @Test func keypointsThatFitGiveLines() throws {
        let labels = try labels()
        let check = PitchCheck(labels.keypoints, width: 1280, height: 720)
        #expect(check.outliers.isEmpty)
        #expect(check.lines.count >= PitchPlan.regulation.lines.count)
        #expect(try #require(check.distance) < 0.1)
        #expect(check.size == [105, 68])
        for (label, place) in zip(labels.vertices, check.vertices) {
            let point = try #require(label?.point)
            #expect(point.distance(to: Point(try #require(place?[0]), try #require(place?[1]))) < 0.1)
        }
    }

    @Test func verticesThatHaveNoKeypointAreFilledIn() throws {
        let whole = try labels()
        var some = whole
        for vertex in 17..<31 { some.vertices[vertex] = nil }
        let check = PitchCheck(some.keypoints, width: 1280, height: 720)
        let corner = try #require(check.vertices[24])
        #expect(try #require(whole.vertices[24]).point.distance(to: Point(corner[0], corner[1])) < 1)
    }

    @Test func aKeypointThatContradictsIsNamed() throws {
        var labels = try labels()
        labels.vertices[31]?.point.x += 80
        #expect(PitchCheck(labels.keypoints, width: 1280, height: 720).outliers == [31])
    }

    @Test func tooFewMakeNoPitch() {
        var labels = FrameLabels.pitch
        for vertex in [13, 14, 15] { labels.vertices[vertex] = nil }
        let check = PitchCheck(labels.keypoints, width: 320, height: 180)
        #expect(check.lines.isEmpty && check.distance == nil && check.size == nil)
    }

    /// Lines towards the horizon end before they are further off than a page has to draw.
    @Test func linesStayNearThePicture() {
        let check = PitchCheck(FrameLabels.pitch.keypoints, width: 320, height: 180)
        #expect(!check.lines.isEmpty)
        #expect(check.lines.joined().allSatisfy { abs($0[0]) < 1280 && abs($0[1]) < 1280 })
    }
}
