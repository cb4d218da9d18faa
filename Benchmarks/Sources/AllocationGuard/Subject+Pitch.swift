import Geometry
import Observations
import Pitch

extension Subject {
    /// Finding the camera from the keypoints of a frame, two of which are wrong.
    static var pitch: [Subject] {
        var random = SeededGenerator(seed: 5)
        let corners = [Point(60, 0), Point(120, 0), Point(120, 70), Point(60, 70)]
        let seen = [Point(60, 160), Point(1010, 130), Point(1500, 690), Point(-300, 640)]
        guard let toImage = Homography(from: corners, to: seen) else { return [] }
        var keypoints = PitchTemplate.vertices.map { vertex -> Keypoint in
            guard let place = toImage.apply(vertex), (0...1280).contains(place.x), (0...720).contains(place.y) else {
                return .absent
            }
            let noise = Point(Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random))
            return Keypoint(point: place + noise, confidence: 0.9)
        }
        for index in keypoints.indices.filter({ keypoints[$0].isPresent }).prefix(2) {
            keypoints[index].point = keypoints[index].point + Point(90, -60)
        }
        return [
            Subject(name: "PitchView.estimate", unit: "frame") {
                keep(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720)?.inliers.count)
            }
        ]
    }
}
