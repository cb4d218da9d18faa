import Foundation
import Geometry
import Observations

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
