import Foundation
public import Geometry
public import Observations
import Pitch

/// The pitch in a frame, according to its labels.
public struct PitchTruth: Hashable, Sendable {
    /// The labelled keypoints in vertex order, in pixels of the source frame; `.absent` for a vertex without a label.
    public var keypoints: [Keypoint]
    /// The label's box around the pitch, whose area determines the tolerance of OKS.
    public var box: Box

    /// Creates the truth of a frame from its label.
    public init(keypoints: [Keypoint], box: Box) {
        self.keypoints = keypoints
        self.box = box
    }

    /// Creates the truth without a label's box, from the bounding box of the keypoints.
    public init(keypoints: [Keypoint]) {
        let points = keypoints.filter(\.isPresent).map(\.point)
        let xs = points.map(\.x)
        let ys = points.map(\.y)
        self.init(
            keypoints: keypoints,
            box: Box(x1: xs.min() ?? 0, y1: ys.min() ?? 0, x2: xs.max() ?? 0, y2: ys.max() ?? 0))
    }
}

/// The similarity of found and labelled keypoints, 0 to 1 (OKS).
enum ObjectKeypointSimilarity {
    /// Returns the mean over the labelled keypoints of exp(-d^2 / (2 a (2 s)^2)). A keypoint that is not found
    /// contributes 0.
    ///
    /// This is COCO's formula with the constants that Ultralytics' YOLO pose uses for keypoints other than a person's:
    /// s = 1 / n for each of n keypoints, and the box's area times 0.53 as a. Returns NaN if there is no labelled
    /// keypoint.
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

/// The distances of a frame's labelled keypoints from their vertices on the pitch.
enum ReprojectionError {
    /// Returns the mean distance in metres, or `nil` if there is no map or it sends a labelled keypoint beyond the
    /// horizon.
    ///
    /// - Parameters:
    ///   - truth: The labelled keypoints.
    ///   - map: A map from image pixels to metres of the template.
    static func mean(truth: [Keypoint], map: ((Point) -> Point?)?) -> Double? {
        guard let map else { return nil }
        let error = meanOfNumbers(
            zip(truth, PitchTemplate.vertices).lazy.filter(\.0.isPresent).map { label, vertex in
                map(label.point)?.distance(to: vertex) ?? .infinity
            })
        return error.isFinite ? error : nil
    }

    /// Returns the homography that minimises the squared error in metres over all found keypoints, correct or not.
    /// Nothing but the template is needed to compute it from a list of keypoints.
    static func plainHomography(of found: [Keypoint]) -> Homography? {
        let pairs = zip(found, PitchTemplate.vertices).filter(\.0.isPresent)
        let points = pairs.map(\.0.point)
        let vertices = pairs.map(\.1)
        return Homography(from: points, to: vertices)?.refined(from: points, to: vertices)
    }
}

/// The accuracy of maps from image to pitch, over all frames with a labelled pitch.
public struct ReprojectionFigures: Hashable, Sendable {
    /// The mean over the frames with a map of the mean distance, in metres, of their labelled keypoints from the
    /// vertices.
    public var mean: Double
    /// The median of the frames' mean distances, in metres.
    public var median: Double
    /// The share of frames with at least 4 found keypoints and a mean distance below 1 m.
    public var usable: Double

    /// Creates the figures.
    ///
    /// - Parameter errors: The error of each frame with a labelled pitch, in metres; `nil` for a frame without a map.
    init(errors: [Double?]) {
        let known = errors.compactMap(\.self).sorted()
        mean = meanOfNumbers(known)
        median = quantile(0.5, ofSorted: known)
        usable = share(known.count { $0 < 1 }, of: errors.count)
    }
}
