import Geometry
import Observations
import Pitch

/// How far from their vertices the labelled keypoints of a frame land on the pitch.
enum ReprojectionError {
    /// The mean distance in metres; nil without a map, or where it throws a labelled keypoint behind the horizon.
    ///
    /// - Parameter map: image pixels to metres of the template.
    static func mean(truth: [Keypoint], map: ((Point) -> Point?)?) -> Double? {
        guard let map else { return nil }
        let error = meanOfNumbers(
            zip(truth, PitchTemplate.vertices).lazy.filter(\.0.isPresent).map { label, vertex in
                map(label.point)?.distance(to: vertex) ?? .infinity
            })
        return error.isFinite ? error : nil
    }

    /// The homography of least squared metres over all found keypoints, right and wrong alike: what anyone can make of
    /// a list of keypoints without knowing more of the pitch than the template.
    static func plainHomography(of found: [Keypoint]) -> Homography? {
        let pairs = zip(found, PitchTemplate.vertices).filter(\.0.isPresent)
        let points = pairs.map(\.0.point)
        let vertices = pairs.map(\.1)
        return Homography(from: points, to: vertices)?.refined(from: points, to: vertices)
    }
}

/// How well maps from image to pitch do, over all frames with a labelled pitch.
public struct ReprojectionFigures: Hashable, Sendable {
    /// Mean and median, over the frames that have a map, of a frame's mean distance in metres between where its
    /// labelled keypoints land and their vertices.
    public var mean: Double
    public var median: Double
    /// The share of frames where at least 4 keypoints were found and that mean distance is under 1 m.
    public var usable: Double

    /// - Parameter errors: one for each frame with a labelled pitch; nil where there is no map.
    init(errors: [Double?]) {
        let known = errors.compactMap(\.self).sorted()
        mean = meanOfNumbers(known)
        median = quantile(0.5, ofSorted: known)
        usable = share(known.count { $0 < 1 }, of: errors.count)
    }
}
