public import Geometry
public import Observations

/// The filling of frames between analysed ones, and of frames in which a tracked object wasn't detected.
public enum GapFiller {
    /// The longest gap that is filled by default, in frames: one second at 30 frames per second.
    public static let defaultLongestGap = 30

    /// Returns the objects of every frame in `0..<frameCount`, in ascending order of id.
    ///
    /// A box between two of the same id is interpolated and has the lower confidence of the two. Next to a cut, boxes
    /// keep their velocity. After the last analysed frame, they keep it for at most one frame less than the stride.
    ///
    /// - Parameters:
    ///   - perAnalysedFrame: in ascending order of frame index. Frames outside `0..<frameCount` are ignored, and frames
    ///     that aren't after the one before.
    ///   - frameCount: the number of frames in the clip, analysed or not.
    ///   - longestGap: the greatest number of frames to interpolate over, unless the stride is larger.
    ///   - shotStarts: the indices of the first frames of all shots but the first. Nothing is filled across them.
    ///   - bounds: the picture. Filled boxes are clipped to it, and dropped if nothing remains.
    public static func fill(
        tracks perAnalysedFrame: [(frameIndex: Int, objects: [TrackedObject])], frameCount: Int,
        longestGap: Int = defaultLongestGap, shotStarts: [Int] = [], bounds: Box? = nil
    ) -> [[TrackedObject]] {
        guard frameCount > 0 else { return [] }
        var result = [[TrackedObject]](repeating: [], count: frameCount)
        var last: [Int: (frame: Int, object: TrackedObject)] = [:]
        let analysed = perAnalysedFrame.ascendingFrames(in: 0..<frameCount) { $0.frameIndex }
        let stride = stride(of: analysed.map(\.frameIndex))
        let shots = Shots(starts: shotStarts)
        for (frame, objects) in analysed {
            for object in objects {
                if let before = last[object.id], before.frame < frame, frame - before.frame <= max(longestGap, stride),
                    shots.areTogether(before.frame, frame)
                {
                    for between in (before.frame + 1)..<frame {
                        let t = Double(between - before.frame) / Double(frame - before.frame)
                        append(before.object.between(object, at: t), to: &result[between], bounds)
                    }
                }
                last[object.id] = (frame, object)
                result[frame].append(object)
            }
        }
        for i in result.indices { result[i].sort { $0.id < $1.id } }
        return extend(result, toEdgesOf: shots, analysed: analysed.map(\.frameIndex), bounds: bounds)
    }

    /// Returns the most common step between analysed frames, the smaller one in a tie.
    static func stride(of frames: [Int]) -> Int {
        var counts: [Int: Int] = [:]
        for (a, b) in zip(frames, frames.dropFirst()) { counts[b - a, default: 0] += 1 }
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
    }

    static func append(_ object: TrackedObject, to frame: inout [TrackedObject], _ bounds: Box?) {
        guard let bounds else { return frame.append(object) }
        var clamped = object
        clamped.detection.box = object.detection.box.clamped(width: bounds.x2, height: bounds.y2)
        if clamped.detection.box.area > 0 { frame.append(clamped) }
    }
}
