import Foundation
import Geometry
import Media
import Observations
import Pitch

/// A clip whose frames can be told by their brightness, and what was found in it: a result as a worker gives it.
enum FoundClip {
    static let (width, height, frames) = (320, 180, 50)
    static let rate = 25

    /// Metres of the pitch of the Laws of the Game to pixels: a camera above the side line, at the halfway line.
    static let toImage = Homography(
        from: [Point(35, 0), Point(70, 0), Point(40, 68), Point(65, 68)],
        to: [Point(20, 40), Point(300, 40), Point(0, 170), Point(320, 170)])

    /// The player of id 7 in a frame: he walks to the right by three pixels a frame.
    static func box(_ frame: Int) -> [Double] {
        let x = 20.0 + 3 * Double(frame)
        return [x, 80, x + 20, 130]
    }

    static func brightness(_ frame: Int) -> Int { 20 + 4 * frame }

    static func write(to path: String) throws {
        let writer = try VideoWriter(path: path, width: width, height: height, frameRate: FrameRate(rate))
        var picture = PictureBuffer(width: width, height: height)
        for index in 0..<frames {
            picture.y = [UInt8](repeating: UInt8(brightness(index)), count: picture.y.count)
            try writer.append(picture, time: Double(index) / Double(rate))
        }
        try writer.finish()
    }

    /// The result in the subnet's form. The ball is there in the clip's second half, and a cut in its middle.
    static func result(challengeID: String) -> [UInt8] {
        let keypoints = PitchPlan.regulation.vertices.map { vertex -> [Double] in
            guard let place = toImage?.apply(vertex), (0..<Double(width)).contains(place.x),
                (0..<Double(height)).contains(place.y)
            else { return [0, 0] }
            return [place.x, place.y]
        }
        let list = (0..<frames).map { index -> [String: Any] in
            var objects: [[String: Any]] = [
                ["id": 7, "bbox": box(index), "class_id": 2, "confidence": 0.9, "team": 0],
                ["id": 1, "bbox": [200, 60, 212, 90], "class_id": 1, "confidence": 0.7, "team": 1],
            ]
            if index >= frames / 2 {
                objects.append(["id": 2, "bbox": [100, 140, 104, 144], "class_id": 0, "confidence": 0.5])
            }
            return ["frame_number": index, "keypoints": keypoints, "objects": objects]
        }
        let result: [String: Any] = [
            "challenge_id": challengeID, "frames": list, "processing_time": 1.5,
            "clip": ["width": width, "height": height, "frame_rate": rate, "frame_count": frames, "codec": "h264"],
            "shots": [
                ["from_frame": 0, "to_frame": frames / 2 - 1], ["from_frame": frames / 2, "to_frame": frames - 1],
            ],
        ]
        return (try? Array(JSONSerialization.data(withJSONObject: result))) ?? []
    }
}
