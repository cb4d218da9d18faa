import Geometry
import Observations

/// Encodes the response to `/predict`. Pixels are integers, and confidences have three decimals.
package enum PredictFormat {
    struct Frame: Sendable {
        var id: Int
        var objects: [Detection]
        var keypoints: [Keypoint]
    }

    /// Encodes frames as JSON.
    ///
    /// - Parameter keypointCount: The number of keypoints in each frame. Missing ones become `[0, 0]`.
    static func encode(_ frames: [Frame], keypointCount: Int) -> [UInt8] {
        var text = #"{"success": true, "predictions": {"frames": ["#
        for (position, frame) in frames.enumerated() {
            if position > 0 { text += ", " }
            let boxes = frame.objects.map(box).joined(separator: ", ")
            let keypoints = (0..<keypointCount).map { vertex in
                let keypoint = vertex < frame.keypoints.count ? frame.keypoints[vertex] : .absent
                return keypoint.isPresent ? "[\(whole(keypoint.point.x)), \(whole(keypoint.point.y))]" : "[0, 0]"
            }
            text += """
                {"frame_id": \(frame.id), "boxes": [\(boxes)], "polygons": [], \
                "keypoints": [\(keypoints.joined(separator: ", "))]}
                """
        }
        return Array((text + #"]}, "error": null}"#).utf8)
    }

    private static func box(_ object: Detection) -> String {
        let box = object.box
        // JSON has no NaN and no infinity.
        let confidence = object.confidence.isFinite ? (object.confidence * 1000).rounded() / 1000 : 0
        return """
            {"x1": \(whole(box.x1)), "y1": \(whole(box.y1)), "x2": \(whole(box.x2)), "y2": \(whole(box.y2)), \
            "cls_id": \(object.objectClass.rawValue), "conf": \(confidence)}
            """
    }

    private static func whole(_ value: Double) -> Int {
        value.isFinite && abs(value) < 1e9 ? Int(value.rounded()) : 0
    }
}
