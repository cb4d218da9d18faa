public import Observations

extension ShotSpan {
    /// Returns the shots of a clip, which its analysed frames tell apart.
    /// - Parameters:
    ///   - signatures: of the analysed frames, ascending.
    ///   - frameRate: frames per second of the clip.
    ///   - intraFrames: frames that the encoder coded on their own, ascending.
    ///   - frameCount: frames of the clip, analysed or not.
    ///   - isTimeUp: asked now and then; once it is, the shots found so far are the answer.
    public static func spans(
        of signatures: [(index: Int, signature: FrameSignature)], frameRate: Double, intraFrames: [Int],
        frameCount: Int, isTimeUp: () -> Bool = { false }
    ) -> [ShotSpan] {
        var finder = ShotFinder(signatures, frameRate: frameRate)
        let starts = finder.cuts(isTimeUp: isTimeUp).map {
            start(after: signatures[$0 - 1].index, notAfter: signatures[$0].index, intraFrames: intraFrames)
        }
        return spans(starts: starts, frameCount: frameCount)
    }

    /// The spans between the first frames of the shots after the first.
    static func spans(starts: [Int], frameCount: Int) -> [ShotSpan] {
        zip([0] + starts, starts + [frameCount]).map { ShotSpan(firstFrame: $0, lastFrame: $1 - 1) }
    }

    /// The first frame of a shot that begins somewhere between two analysed frames.
    ///
    /// An encoder codes the first picture of a new shot on its own. Where there is just one such picture it is taken;
    /// else each frame belongs to the analysed one that is nearer, and to the earlier one of two.
    static func start(after last: Int, notAfter first: Int, intraFrames: [Int]) -> Int {
        let candidates = intraFrames.filter { last < $0 && $0 <= first }
        return candidates.count == 1 ? candidates[0] : (last + first) / 2 + 1
    }
}
