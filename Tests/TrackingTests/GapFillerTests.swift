import Geometry
import Observations
import Testing
import Tracking

@Suite struct GapFillerTests {
    private func object(_ id: Int, x: Double, confidence: Double = 0.9) -> TrackedObject {
        TrackedObject(id: id, detection: Scene.person(x: x, confidence: confidence))
    }

    @Test func framesBetweenAreInterpolated() {
        let tracks = [(frameIndex: 0, objects: [object(1, x: 100)]), (3, [object(1, x: 130, confidence: 0.6)])]
        let filled = GapFiller.fill(tracks: tracks, frameCount: 4)
        #expect(filled.map { $0.map(\.detection.box.center.x) } == [[100], [110], [120], [130]])
        #expect(filled[1].first?.detection.confidence == 0.6)
    }

    @Test func aLostSpellIsFilledUpToTheBound() {
        let seen = (0...50).map { t in
            (frameIndex: t, objects: (11..<20).contains(t) || (21..<50).contains(t) ? [] : [object(1, x: Double(t))])
        }
        let filled = GapFiller.fill(tracks: seen, frameCount: 51, longestGap: 12)
        #expect(filled[0...20].allSatisfy { $0.count == 1 })
        #expect(filled[15].first?.detection.box.center.x == 15)
        #expect(filled[21..<50].allSatisfy { $0.isEmpty })
    }

    @Test func afterTheLastAnalysedFrameBoxesGoOnForLessThanAStride() {
        let tracks = [0, 3, 6].map { (frameIndex: $0, objects: [object(1, x: 100 + 10 * Double($0))]) }
        let filled = GapFiller.fill(tracks: tracks, frameCount: 12)
        #expect(filled.count == 12)
        #expect(filled[7].first?.detection.box.center.x == 170)
        #expect(filled[8].first?.detection.box.center.x == 180)
        #expect(filled[9].isEmpty)
    }

    @Test func madeUpBoxesStayInThePicture() {
        let tracks = [0, 3, 6].map { (frameIndex: $0, objects: [object(1, x: 600 + 12 * Double($0))]) }
        let filled = GapFiller.fill(tracks: tracks, frameCount: 9, bounds: Box(x1: 0, y1: 0, x2: 690, y2: 480))
        #expect(filled[8].first?.detection.box.x2 == 690)
    }

    @Test func nothingIsInterpolatedAcrossACut() {
        let tracks = [0, 4, 8].map { (frameIndex: $0, objects: [object($0 < 5 ? 1 : 2, x: 100 + 10 * Double($0))]) }
        let filled = GapFiller.fill(tracks: tracks, frameCount: 9, shotStarts: [6])
        // Each side of the cut goes on as it moved: the first shot to the right, the second shot is not known to move.
        #expect(filled.map { $0.map(\.id) } == [1, 1, 1, 1, 1, 1, 2, 2, 2].map { [$0] })
        #expect(filled.map { $0[0].detection.box.center.x } == [100, 110, 120, 130, 140, 150, 180, 180, 180])
    }

    @Test func anIDOnBothSidesOfACutIsNotJoined() {
        let tracks = [0, 4].map { (frameIndex: $0, objects: [object(1, x: 100 + 10 * Double($0))]) }
        let filled = GapFiller.fill(tracks: tracks, frameCount: 5, shotStarts: [2])
        #expect(filled.map { $0[0].detection.box.center.x } == [100, 100, 140, 140, 140])
    }

    @Test func aFrameBetweenTwoThatHaveNobodyInCommonIsNotEmpty() {
        let tracks = [0, 3, 6].map { (frameIndex: $0, objects: [object($0 < 6 ? 1 : 2, x: 100 + 10 * Double($0))]) }
        let filled = GapFiller.fill(tracks: tracks, frameCount: 7)
        #expect(filled.map { $0.map(\.id) } == [1, 1, 1, 1, 1, 2, 2].map { [$0] })
        #expect(filled[4][0].detection.box.center.x == 140)
        // Nobody in the picture is an answer, too.
        let left = [0, 3, 6].map { (frameIndex: $0, objects: $0 < 6 ? [object(1, x: 100)] : []) }
        #expect(GapFiller.fill(tracks: left, frameCount: 7).map(\.count) == [1, 1, 1, 1, 1, 0, 0])
    }

    @Test func aFrameThatIsNotAfterTheOneBeforeIsIgnored() {
        func frame(_ index: Int, _ id: Int) -> (frameIndex: Int, objects: [TrackedObject]) {
            (index, [object(id, x: 100 + 10 * Double(index))])
        }
        let once = [frame(0, 1), frame(3, 1), frame(6, 2)]
        let often = [frame(0, 1), frame(0, 3), frame(3, 1), frame(3, 1), frame(2, 1), frame(6, 2), frame(6, 2)]
        #expect(GapFiller.fill(tracks: often, frameCount: 9) == GapFiller.fill(tracks: once, frameCount: 9))
        let cut = GapFiller.fill(tracks: often, frameCount: 9, shotStarts: [3])
        #expect(cut == GapFiller.fill(tracks: once, frameCount: 9, shotStarts: [3]))
    }

    @Test func anEmptyClipStaysEmpty() {
        #expect(GapFiller.fill(tracks: [], frameCount: 0).isEmpty)
        #expect(GapFiller.fill(tracks: [], frameCount: 3) == [[], [], []])
        #expect(GapFiller.fill(tracks: [(frameIndex: 9, objects: [object(1, x: 1)])], frameCount: 3) == [[], [], []])
    }

    @Test func aSingleFrameIsAnswered() {
        #expect(
            GapFiller.fill(tracks: [(frameIndex: 0, objects: [object(1, x: 5)])], frameCount: 1).map(\.count) == [1])
    }
}
