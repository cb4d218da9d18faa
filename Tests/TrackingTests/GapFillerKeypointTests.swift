import Geometry
import Observations
import Testing
import Tracking

@Suite struct GapFillerKeypointTests {
    private func keypoints(shift: Point, without absent: Set<Int> = []) -> [Keypoint] {
        (0..<8).map { i in
            guard !absent.contains(i) else { return .absent }
            return Keypoint(point: Point(100 * Double(i), 50 * Double(i * i % 5)) + shift, confidence: 0.8)
        }
    }

    @Test func aKeypointOfBothEndsIsInterpolated() {
        let filled = GapFiller.fill(
            keypoints: [(0, keypoints(shift: .zero)), (2, keypoints(shift: Point(20, -6), without: [3]))],
            frameCount: 3)
        #expect(filled[1][5].point.distance(to: keypoints(shift: Point(10, -3))[5].point) < 1e-9)
        #expect(filled[1][5].confidence == 0.8)
        #expect(!filled[1][3].isPresent)
    }

    @Test func aKeypointThatJumpsIsNotBelieved() {
        var later = keypoints(shift: Point(20, 0))
        later[4].point = later[4].point + Point(80, 0)
        let filled = GapFiller.fill(keypoints: [(0, keypoints(shift: .zero)), (2, later)], frameCount: 3)
        #expect(!filled[1][4].isPresent)
        #expect(filled[1].count(where: \.isPresent) == 7)
    }

    @Test func theEndIsHeldForLessThanAStrideAndCutsAreKept() {
        let frames = [0, 3, 6].map { (frameIndex: $0, keypoints: keypoints(shift: Point(Double($0), 0))) }
        let filled = GapFiller.fill(keypoints: frames, frameCount: 12, shotStarts: [4])
        #expect(filled[2].count == 8)
        #expect(filled[4] == filled[6] && filled[5] == filled[6])
        #expect(filled[8] == filled[6])
        #expect(filled[9].isEmpty)
    }
}
