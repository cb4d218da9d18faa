import Geometry
public import Observations

extension GapFiller {
    /// Returns the keypoints of every frame in `0..<frameCount`: 32 each, or none if nothing is known.
    ///
    /// Between two analysed frames, a keypoint is interpolated if both show it and it moved like the others. A keypoint
    /// that jumps is wrong in one of the frames. Next to a cut, keypoints stay where they are. After the last analysed
    /// frame, they stay for at most one frame less than the stride.
    ///
    /// - Parameters:
    ///   - perAnalysedFrame: in ascending order of frame index. Frames outside `0..<frameCount` are ignored, and frames
    ///     that aren't after the one before.
    ///   - frameCount: the number of frames in the clip, analysed or not.
    ///   - longestGap: the greatest number of frames to interpolate over, unless the stride is larger.
    ///   - shotStarts: the indices of the first frames of all shots but the first. Nothing is filled across them.
    public static func fill(
        keypoints perAnalysedFrame: [(frameIndex: Int, keypoints: [Keypoint])], frameCount: Int,
        longestGap: Int = defaultLongestGap, shotStarts: [Int] = []
    ) -> [[Keypoint]] {
        guard frameCount > 0 else { return [] }
        var result = [[Keypoint]](repeating: [], count: frameCount)
        let analysed = perAnalysedFrame.ascendingFrames(in: 0..<frameCount) { $0.frameIndex }
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

    /// Returns the indices of keypoints that both frames show and that follow the common movement.
    private static func believable(_ a: [Keypoint], _ b: [Keypoint], frames: Int) -> Set<Int> {
        let shared = a.indices.filter { b.indices.contains($0) && a[$0].isPresent && b[$0].isPresent }
        guard shared.count > 1 else { return Set(shared) }
        let from = shared.map { a[$0].point }
        let to = shared.map { b[$0].point }
        let motion = SimilarityFit(from: from, to: to, scale: [Double](repeating: 4, count: shared.count)).motion
        // A pan bends the picture slightly more than a similarity can, so the tolerance grows with the common movement.
        let travel = zip(from, to).map { $0.distance(to: $1) }.sorted()[shared.count / 2]
        let tolerance = 15 + 0.2 * travel
        return Set(
            shared.indices.filter { motion.apply(from[$0]).distance(to: to[$0]) <= tolerance }.map { shared[$0] })
    }
}
