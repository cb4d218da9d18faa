import Geometry
import Observations

extension GapFiller {
    /// Fills frames next to cuts and at the clip's end, and frames between analysed ones that have no object in common.
    ///
    /// The objects of the nearest analysed frame of the shot keep moving at their last velocity.
    ///
    /// - Parameters:
    ///   - frames: the frames of the whole clip.
    ///   - analysed: the indices of the analysed frames, in ascending order.
    static func extend(
        _ frames: [[TrackedObject]], toEdgesOf shots: Shots, analysed: [Int], bounds: Box?
    ) -> [[TrackedObject]] {
        var result = frames
        for (last, first) in zip(analysed, analysed.dropFirst()) where !shots.areTogether(last, first) {
            let edge = shots.lastFrame(ofShotWith: last) ?? last
            extend(&result, from: last, through: edge, direction: 1, bounds)
            extend(&result, from: first, through: edge + 1, direction: -1, bounds)
        }
        for (last, first) in zip(analysed, analysed.dropFirst())
        where first - last <= defaultLongestGap && shots.areTogether(last, first)
            && (last + 1..<first).allSatisfy({ result[$0].isEmpty })
        {
            let middle = (last + first) / 2
            extend(&result, from: last, through: middle, direction: 1, bounds)
            extend(&result, from: first, through: middle + 1, direction: -1, bounds)
        }
        if let last = analysed.last {
            let end = min(last + stride(of: analysed) - 1, frames.count - 1)
            extend(
                &result, from: last, through: min(end, shots.lastFrame(ofShotWith: last) ?? end), direction: 1, bounds)
        }
        return result
    }

    private static func extend(
        _ frames: inout [[TrackedObject]], from anchor: Int, through edge: Int, direction: Int, _ bounds: Box?
    ) {
        guard (edge - anchor) * direction > 0 else { return }
        let objects = frames[anchor]
        let earlier = frames.indices.contains(anchor - direction) ? frames[anchor - direction] : []
        let before = Dictionary(earlier.map { ($0.id, $0.detection.box) }) { first, _ in first }
        for object in objects {
            let velocity = before[object.id].map { object.detection.box.center - $0.center } ?? .zero
            for step in 1...(edge - anchor) * direction {
                append(object.moved(by: velocity * Double(step)), to: &frames[anchor + step * direction], bounds)
            }
        }
    }
}
