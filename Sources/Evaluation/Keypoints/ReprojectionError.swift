import Geometry
import Pitch

/// How far from their vertices the labelled keypoints land on the pitch.
enum ReprojectionError {
    /// The mean distance in metres; infinite where a keypoint lands behind the horizon, not a number without one.
    ///
    /// - Parameter homography: image pixels to pitch metres.
    static func mean(of homography: Homography, truth: [Keypoint]) -> Double {
        meanOfNumbers(
            zip(truth, PitchTemplate.vertices).lazy.filter(\.0.isPresent).map { label, vertex in
                homography.apply(label.point)?.distance(to: vertex) ?? .infinity
            })
    }
}
