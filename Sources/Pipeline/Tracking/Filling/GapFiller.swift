public import Geometry
public import Observations

/// Answers for the frames between analysed ones, and for spells in which a tracked object was not seen.
public enum GapFiller {
    /// The longest spell that is filled by default, in frames: a second at 30 frames per second.
    public static let defaultLongestGap = 30

    /// The objects of every frame 0..<`frameCount`, in ascending order of id.
    ///
    /// A box between two of the same id is interpolated, with the lower confidence of the two. Beside a cut, boxes go
    /// on as they moved up to it; after the last analysed frame, for at most one stride less a frame.
    ///
    /// - Parameters:
    ///   - perAnalysedFrame: in ascending order of frame index; frames outside 0..<`frameCount` are passed over.
    ///   - longestGap: two sightings of an id further apart than this many frames, or than the stride where that is
    ///     more, are not joined.
    ///   - shotStarts: indices of the first frames of later shots; nothing is filled across one.
    ///   - bounds: of the picture; boxes made up are clamped to it, and left out where nothing is inside.
    ///   - frameCount: frames of the clip, analysed or not.
    public static func fill(
        tracks perAnalysedFrame: [(frameIndex: Int, objects: [TrackedObject])], frameCount: Int,
        longestGap: Int = defaultLongestGap, shotStarts: [Int] = [], bounds: Box? = nil
    ) -> [[TrackedObject]] {
        guard frameCount > 0 else { return [] }
        var result = [[TrackedObject]](repeating: [], count: frameCount)
        var last: [Int: (frame: Int, object: TrackedObject)] = [:]
        let analysed = perAnalysedFrame.filter { (0..<frameCount).contains($0.frameIndex) }
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

    /// The most common step between analysed frames; the smaller of two that are level.
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
