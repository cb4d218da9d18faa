import Media

extension ShotSpan {
    /// The shots of a clip, as its analysed frames tell them apart.
    /// - Parameters:
    ///   - analysed: ascending.
    ///   - reader: that has read the whole clip.
    ///   - frameCount: frames of the clip, analysed or not.
    ///   - isTimeUp: asked now and then; once it is, the shots found so far are the answer.
    static func spans(
        of analysed: [AnalysedFrame], in reader: VideoReader, frameCount: Int, isTimeUp: () -> Bool = { false }
    ) -> [ShotSpan] {
        var finder = ShotFinder(
            analysed.compactMap { frame in frame.signature.map { (frame.index, $0) } },
            frameRate: reader.info.frameRate?.value ?? 25)
        let intra = reader.intraFrames
        let starts = finder.cuts(isTimeUp: isTimeUp).map {
            start(after: analysed[$0 - 1].index, notAfter: analysed[$0].index, intraFrames: intra)
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
