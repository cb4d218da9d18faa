import Geometry
import Observations
import Testing

@testable import Shots

@Suite struct ShotEvidenceTests {
    private func kind(heights: [Double], grass: Double, views: Int = 0, frames: Int = 10) -> ShotSpan.Kind {
        var evidence = ShotEvidence()
        for frame in 0..<frames {
            evidence.add(
                persons: heights.enumerated().map { i, height in
                    Box(x1: Double(i) * 50, y1: 0, x2: Double(i) * 50 + 20, y2: height)
                }, height: 720, grass: grass, hasView: frame < views)
        }
        return evidence.kind
    }

    @Test func aKnownPitchIsTheMainCameras() {
        // Whatever else is in the picture.
        #expect(kind(heights: [600], grass: 0, views: 3) == .main)
    }

    @Test func withoutAPitchSizeAndGrassDecide() {
        #expect(kind(heights: [60, 70, 55, 80, 60], grass: 0.6) == .main)
        #expect(kind(heights: [500], grass: 0.5) == .close)
        #expect(kind(heights: [500, 30, 20, 25], grass: 0.1) == .close)
        // Letters on a shirt, heads in the crowd.
        #expect(kind(heights: [30, 20, 25, 40, 30, 20], grass: 0.02) == .other)
        #expect(kind(heights: [], grass: 0.02) == .other)
        #expect(ShotEvidence().kind == .main)
    }

    @Test func closeShotsHoldWholePersonsOnly() {
        func person(_ box: Box) -> Detection { Detection(box: box, objectClass: .player, confidence: 0.8) }
        let whole = person(Box(x1: 100, y1: 50, x2: 400, y2: 700))
        let letter = person(Box(x1: 200, y1: 300, x2: 230, y2: 340))
        let torso = person(Box(x1: 150, y1: 200, x2: 350, y2: 500))
        let other = person(Box(x1: 600, y1: 300, x2: 750, y2: 700))
        let ball = Detection(box: Box(x1: 0, y1: 0, x2: 300, y2: 300), objectClass: .ball, confidence: 0.9)
        #expect(ShotEvidence.wholePersons([letter, whole, torso, ball, other], height: 720) == [whole, other])
    }

    @Test func grassIsToldByItsColour() {
        func share(blue: UInt8, red: UInt8, part: Int) -> Double {
            let (grey, cells) = (UInt8(128), 100)
            func mixed(_ value: UInt8) -> [UInt8] { (0..<cells).map { $0 < part ? value : grey } }
            return FrameSignature(luma: mixed(100), blue: mixed(blue), red: mixed(red)).grassShare
        }
        #expect(abs(share(blue: 100, red: 102, part: 60) - 0.6) < 0.01)
        // A face, a blue board, grey.
        #expect(share(blue: 108, red: 155, part: 60) < 0.05)
        #expect(share(blue: 180, red: 100, part: 60) < 0.05)
        #expect(share(blue: 128, red: 128, part: 100) < 0.3)
    }
}
