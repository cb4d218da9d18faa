import Geometry
public import Observations

extension GapFiller {
    /// The keypoints of every frame 0..<`frameCount`: 32 each, or none where nothing is known.
    ///
    /// Between two analysed frames a keypoint is interpolated where both show it and it moved as the others did: one
    /// that jumps more than the rest is wrong on one side. Beside a cut the keypoints stay as they are up to it; after
    /// the last analysed frame, for at most one stride less a frame.
    ///
    /// - Parameters:
    ///   - perAnalysedFrame: in ascending order of frame index.
    ///   - longestGap: keypoints of frames further apart than this and the stride are not joined.
    ///   - shotStarts: indices of the first frames of later shots; nothing is filled across one.
    ///   - frameCount: frames of the clip, analysed or not.
    public static func fill(
        keypoints perAnalysedFrame: [(frameIndex: Int, keypoints: [Keypoint])], frameCount: Int,
        longestGap: Int = defaultLongestGap, shotStarts: [Int] = []
    ) -> [[Keypoint]] {
        guard frameCount > 0 else { return [] }
        var result = [[Keypoint]](repeating: [], count: frameCount)
        let analysed = perAnalysedFrame.filter { (0..<frameCount).contains($0.frameIndex) }
        let stride = stride(of: analysed.map(\.frameIndex))
        let shots = Shots(starts: shotStarts)
        for (frame, keypoints) in analysed { result[frame] = keypoints }
        for (a, b) in zip(analysed, analysed.dropFirst()) {
            let step = b.frameIndex - a.frameIndex
            guard step > 1, step <= max(longestGap, stride) else { continue }
            guard shots.areTogether(a.frameIndex, b.frameIndex) else {
                for between in (a.frameIndex + 1)..<b.frameIndex {
                    if shots.areTogether(a.frameIndex, between) { result[between] = a.keypoints }
                    if shots.areTogether(between, b.frameIndex) { result[between] = b.keypoints }
                }
                continue
            }
            let believable = believable(a.keypoints, b.keypoints, frames: step)
            for between in 1..<step {
                let t = Double(between) / Double(step)
                result[a.frameIndex + between] = a.keypoints.indices.map { i in
                    guard believable.contains(i) else { return .absent }
                    let (p, q) = (a.keypoints[i], b.keypoints[i])
                    return Keypoint(
                        point: p.point + (q.point - p.point) * t, confidence: min(p.confidence, q.confidence))
                }
            }
        }
        if let last = analysed.last {
            for ahead in 1..<max(stride, 1)
            where last.frameIndex + ahead < frameCount
                && shots.areTogether(last.frameIndex, last.frameIndex + ahead)
            {
                result[last.frameIndex + ahead] = last.keypoints
            }
        }
        return result
    }

    /// The keypoints that both frames show and whose movement fits the common one.
    private static func believable(_ a: [Keypoint], _ b: [Keypoint], frames: Int) -> Set<Int> {
        let shared = a.indices.filter { b.indices.contains($0) && a[$0].isPresent && b[$0].isPresent }
        guard shared.count > 1 else { return Set(shared) }
        let from = shared.map { a[$0].point }
        let to = shared.map { b[$0].point }
        let motion = SimilarityFit(from: from, to: to, scale: [Double](repeating: 4, count: shared.count)).motion
        // A pan bends the picture a little more than a similarity can: the tolerance grows with the common movement.
        let travel = zip(from, to).map { $0.distance(to: $1) }.sorted()[shared.count / 2]
        let tolerance = 15 + 0.2 * travel
        return Set(
            shared.indices.filter { motion.apply(from[$0]).distance(to: to[$0]) <= tolerance }.map { shared[$0] })
    }
}
