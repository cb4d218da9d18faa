import Foundation
public import Geometry
public import Observations
import Pitch

/// Where a frame's labels say the pitch is.
public struct PitchTruth: Hashable, Sendable {
    /// In vertex order, pixels of the source frame; a vertex without a label is `.absent`.
    public var keypoints: [Keypoint]
    /// The label's box around the pitch, from whose area the tolerance of OKS comes.
    public var box: Box

    /// Makes the truth of a frame from its label.
    public init(keypoints: [Keypoint], box: Box) {
        self.keypoints = keypoints
        self.box = box
    }

    /// The box around the labelled keypoints, for truth that comes without one.
    public init(keypoints: [Keypoint]) {
        let points = keypoints.filter(\.isPresent).map(\.point)
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        self.init(
            keypoints: keypoints,
            box: Box(x1: xs.min() ?? 0, y1: ys.min() ?? 0, x2: xs.max() ?? 0, y2: ys.max() ?? 0))
    }
}

/// How near found keypoints are to labelled ones, 0 to 1 (OKS).
enum ObjectKeypointSimilarity {
    /// The mean over the labelled keypoints of exp(-d^2 / (2 a (2 s)^2)), where a keypoint that is not found gives 0.
    ///
    /// COCO's formula with what Ultralytics' YOLO pose takes for keypoints that aren't a person's: the same s = 1 / n
    /// for each of n keypoints, and as area a the box times 0.53. Not a number without a labelled keypoint.
    static func of(_ found: [Keypoint], truth: PitchTruth) -> Double {
        let sigma = 1 / Double(max(truth.keypoints.count, 1))
        let area = truth.box.area * 0.53
        let tolerance = 2 * area * (2 * sigma) * (2 * sigma)
        return meanOfNumbers(
            truth.keypoints.enumerated().lazy.filter(\.element.isPresent).map { vertex, label in
                guard vertex < found.count, found[vertex].isPresent else { return 0 }
                let distance = found[vertex].point.distance(to: label.point)
                return distance == 0 ? 1 : exp(-distance * distance / tolerance)
            })
    }
}

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
    /// The median of the frames' mean distances, in metres.
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
