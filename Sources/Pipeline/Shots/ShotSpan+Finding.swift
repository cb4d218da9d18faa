public import Observations

extension ShotSpan {
    /// Returns the shots of a clip, found from its analysed frames.
    ///
    /// - Parameters:
    ///   - signatures: the signatures of the analysed frames, in ascending order of index.
    ///   - frameRate: the clip's frames per second.
    ///   - intraFrames: the indices of frames coded without reference to others, in ascending order.
    ///   - frameCount: the number of frames in the clip, analysed or not.
    ///   - isTimeUp: called repeatedly. Once it returns `true`, the shots found so far are returned.
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

    /// Returns the spans between the first frames of all shots but the first.
    static func spans(starts: [Int], frameCount: Int) -> [ShotSpan] {
        zip([0] + starts, starts + [frameCount]).map { ShotSpan(firstFrame: $0, lastFrame: $1 - 1) }
    }

    /// Returns the first frame of a shot that begins between two analysed frames.
    ///
    /// An encoder usually codes the first frame of a new shot without reference to others. If there is exactly one such
    /// frame, it is the first. Otherwise, each frame belongs to the nearer analysed one, and to the earlier one in a
    /// tie.
    static func start(after last: Int, notAfter first: Int, intraFrames: [Int]) -> Int {
        let candidates = intraFrames.filter { last < $0 && $0 <= first }
        return candidates.count == 1 ? candidates[0] : (last + first) / 2 + 1
    }
}
