import Observations
import Testing

@testable import Shots

@Suite struct ShotFinderTests {
    private let first = SketchedScene(seed: 1)
    private let second = SketchedScene(seed: 2)

    /// The frames after which the clip is cut, of a clip at 25 frames per second.
    private func cuts(_ signatures: [FrameSignature], stride: Int) -> [Int] {
        let frames = Swift.stride(from: 0, to: signatures.count, by: stride).map {
            (index: $0, signature: signatures[$0])
        }
        var finder = ShotFinder(frames, frameRate: 25)
        return finder.cuts().map { frames[$0].index }
    }

    @Test(arguments: [1, 2, 3, 5])
    func aCutIsFoundWithinTheStride(stride: Int) {
        let signatures = (0..<40).map { first.view(x: Double($0)) } + (0..<40).map { second.view(x: 200 - Double($0)) }
        let found = cuts(signatures, stride: stride)
        #expect(found.count == 1 && (40..<40 + stride).contains(found[0]), "\(found)")
    }

    @Test(arguments: [1, 2, 3])
    func neitherPanNorTiltIsACut(stride: Int) {
        // 5 cells a frame are a tenth of a second for half the picture's width.
        let pan = (0..<60).map { i in first.view(x: min(Double(i) * 0.5 + max(0, Double(i) - 30) * 5, 300)) }
        #expect(cuts(pan, stride: stride).isEmpty)
        let tilt = (0..<30).map { first.view(x: 100, y: min(Double($0), 20)) }
        #expect(cuts(tilt, stride: stride).isEmpty)
    }

    @Test(arguments: [1, 2, 3])
    func aFlashIsNoCut(stride: Int) {
        var signatures = (0..<60).map { first.view(x: Double($0) * 0.3) }
        for i in 30...32 { signatures[i] = first.view(x: Double(i) * 0.3, brighter: 140) }
        signatures[12] = FrameSignature.white
        #expect(cuts(signatures, stride: stride).isEmpty)
    }

    /// Another place of the same wall has its colours: only the pattern differs.
    @Test(arguments: [1, 2, 3])
    func aCutToAnotherViewOfTheSameSceneIsFound(stride: Int) {
        let signatures =
            (0..<40).map { first.view(x: 20 + Double($0) * 0.1) }
            + (0..<40).map { first.view(x: 260 + Double($0) * 0.1) }
        let found = cuts(signatures, stride: stride)
        #expect(found.count == 1 && (40..<40 + stride).contains(found[0]), "\(found)")
    }

    @Test(arguments: [1, 2, 3])
    func aCutToTheMirroredViewIsFound(stride: Int) {
        let signatures = (0..<80).map { first.view(x: 20 + Double($0) * 0.1, isMirrored: $0 >= 40) }
        let found = cuts(signatures, stride: stride)
        #expect(found.count == 1 && (40..<40 + stride).contains(found[0]), "\(found)")
    }

    /// Two thirds of the picture agree, but no camera jumps a fifth of it and stands still before and after.
    @Test(arguments: [1, 2])
    func aJumpOfAStillCameraIsACut(stride: Int) {
        let signatures =
            (0..<40).map { first.view(x: 20 + Double($0) * 0.1) }
            + (0..<40).map { first.view(x: 36 + Double($0) * 0.1) }
        let found = cuts(signatures, stride: stride)
        #expect(found.count == 1 && (40..<40 + stride).contains(found[0]), "\(found)")
    }

    @Test func aGraphicIsNoCut() {
        var signatures = (0..<60).map { first.view(x: Double($0) * 0.3) }
        for i in 20..<45 {
            signatures[i] = signatures[i].covered(rows: 24..<34, columns: 6..<58, with: second.view(x: 9))
        }
        #expect(cuts(signatures, stride: 2).isEmpty)
    }

    @Test(arguments: [10, 16, 24])
    func aDissolveIsOneCut(length: Int) {
        let signatures = (0..<90).map { i in
            let share = min(max(Double(i - 45) / Double(length) + 0.5, 0), 1)
            return SketchedScene.mixed(
                first.view(x: 20 + Double(i) * 0.2), second.view(x: 90 - Double(i) * 0.1), share: share)
        }
        let found = cuts(signatures, stride: 2)
        #expect(found.count == 1 && abs(found[0] - 45) <= length / 2, "\(found)")
    }

    @Test func anotherCameraTwiceIsTwoCuts() {
        let signatures =
            (0..<30).map { first.view(x: Double($0)) } + (0..<20).map { second.view(x: 50 + Double($0)) }
            + (0..<30).map { first.view(x: 100 + Double($0)) }
        #expect(cuts(signatures, stride: 2) == [30, 50])
    }

    @Test func anEmptyPictureThatChangesItsColourIsNoCut() {
        let signatures = (0..<30).map { FrameSignature.flat(luma: UInt8(40 + 5 * $0)) }
        #expect(cuts(signatures, stride: 1).isEmpty)
        // One that begins to show something is.
        #expect(cuts(signatures + (0..<20).map { first.view(x: Double($0)) }, stride: 1) == [30])
    }

    @Test func littleInputHasNoCuts() {
        #expect(cuts([], stride: 1).isEmpty)
        #expect(cuts([first.view(x: 0)], stride: 1).isEmpty)
        #expect(cuts([FrameSignature.white, FrameSignature.white], stride: 1).isEmpty)
    }

    @Test func twoPicturesCanBeTwoShots() {
        #expect(cuts([first.view(x: 0), second.view(x: 0)], stride: 1) == [1])
    }

    @Test func theFirstPictureCodedOnItsOwnBeginsTheShot() {
        #expect(ShotSpan.start(after: 10, notAfter: 13, intraFrames: [0, 12, 50]) == 12)
        // Two of them tell nothing: then each frame goes to the nearer analysed one.
        #expect(ShotSpan.start(after: 10, notAfter: 13, intraFrames: [11, 13]) == 12)
        #expect(ShotSpan.start(after: 10, notAfter: 12, intraFrames: []) == 12)
        #expect(ShotSpan.start(after: 10, notAfter: 11, intraFrames: [10]) == 11)
    }

    @Test func spansCoverTheClip() {
        #expect(
            ShotSpan.spans(starts: [4, 9], frameCount: 12) == [
                .init(firstFrame: 0, lastFrame: 3), .init(firstFrame: 4, lastFrame: 8),
                .init(firstFrame: 9, lastFrame: 11),
            ])
        #expect(ShotSpan.spans(starts: [], frameCount: 5) == [.init(firstFrame: 0, lastFrame: 4)])
    }
}

extension FrameSignature {
    fileprivate static let white = flat(luma: 235)

    fileprivate static func flat(luma: UInt8) -> FrameSignature {
        let neutral = [UInt8](repeating: 128, count: columns * rows)
        return FrameSignature(luma: [UInt8](repeating: luma, count: columns * rows), blue: neutral, red: neutral)
    }

    fileprivate func covered(rows: Range<Int>, columns: Range<Int>, with other: FrameSignature) -> FrameSignature {
        var luma = luma
        for row in rows {
            for column in columns { luma[row * Self.columns + column] = other.luma[row * Self.columns + column] }
        }
        let neutral = [UInt8](repeating: 120, count: luma.count)
        return FrameSignature(luma: luma, blue: neutral, red: neutral)
    }
}
