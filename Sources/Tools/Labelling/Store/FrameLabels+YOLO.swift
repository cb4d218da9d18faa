import Evaluation
import Geometry
import Observations
import Tracking

extension FrameLabels {
    /// The contents of a frame's two label files.
    struct Texts: Hashable, Sendable {
        var players: String
        /// Empty if there are no keypoints.
        var pitch: String
    }

    /// Returns the labels in YOLO's text formats, as shares of the picture's width and height.
    func texts(width: Int, height: Int) -> Texts {
        let scale = Scale(width: Double(width), height: Double(height))
        let rows = objects.map {
            YOLOLabel.Row(classID: $0.objectClass.rawValue, box: scale.share(of: $0.box))
        }
        let keypoints = keypoints
        guard keypoints.contains(where: \.isPresent) else {
            return Texts(players: YOLOLabel(rows: rows).text, pitch: "")
        }
        let hidden = vertices.indices.filter { vertices[$0]?.isHidden == true }
        let pitch = YOLOLabel.Row(
            classID: 0, box: scale.share(of: PitchTruth(keypoints: keypoints).box),
            keypoints: keypoints.map {
                $0.isPresent ? Keypoint(point: scale.share(of: $0.point), confidence: 1) : .absent
            },
            hidden: Set(hidden))
        return Texts(players: YOLOLabel(rows: rows).text, pitch: YOLOLabel(rows: [pitch]).text)
    }

    /// Reads the labels from the files of a frame.
    init(players: YOLOLabel?, pitch: YOLOLabel?, width: Int, height: Int) {
        let seen = pitch?.pitch(width: width, height: height)?.keypoints ?? []
        let hidden = pitch?.rows.first { !$0.keypoints.isEmpty }?.hidden ?? []
        self = .empty
        objects = (players?.objects(width: width, height: height) ?? []).map {
            Object(objectClass: $0.objectClass, box: $0.box)
        }
        for (vertex, keypoint) in seen.enumerated() where keypoint.isPresent && vertex < vertices.count {
            vertices[vertex] = Vertex(point: keypoint.point, isHidden: hidden.contains(vertex))
        }
    }

    /// Takes the objects and keypoints of a result as labels.
    init(_ frame: ClipObservations.Frame) {
        self = .empty
        objects = frame.objects.map {
            Object(
                objectClass: $0.detection.objectClass, box: $0.detection.box, confidence: $0.detection.confidence)
        }
        for (vertex, keypoint) in frame.keypoints.enumerated() where keypoint.isPresent && vertex < vertices.count {
            vertices[vertex] = Vertex(point: keypoint.point, isHidden: false)
        }
    }
}

/// Converts pixels to shares of the picture.
private struct Scale {
    var width: Double
    var height: Double

    func share(of point: Point) -> Point { Point(point.x / width, point.y / height) }

    func share(of box: Box) -> Box {
        Box(x1: box.x1 / width, y1: box.y1 / height, x2: box.x2 / width, y2: box.y2 / height)
    }
}
