import Geometry
import Observations
import Pitch

/// What a person says is in a frame, in pixels of the source frame.
struct FrameLabels: Hashable, Sendable {
    struct Object: Hashable, Sendable {
        var objectClass: ObjectClass
        var box: Box
        /// Of a box that nobody has touched since it was found.
        var confidence: Double?
    }

    struct Vertex: Hashable, Sendable {
        var point: Point
        /// Whether something hides it.
        var isHidden: Bool
    }

    var objects: [Object]
    /// In vertex order; nil for a vertex that is not in the picture.
    var vertices: [Vertex?]

    static let vertexCount = PitchTemplate.vertices.count
    static let empty = FrameLabels(objects: [], vertices: [Vertex?](repeating: nil, count: vertexCount))

    var keypoints: [Keypoint] {
        vertices.map { $0.map { Keypoint(point: $0.point, confidence: 1) } ?? .absent }
    }
}

extension FrameLabels {
    private static let mostObjects = 1000
    /// A box with a shorter side is a slip of the mouse.
    private static let shortestSide = 1.0

    /// The labels with boxes cut at the picture's edge.
    ///
    /// - Throws: `invalidLabels` for what can't be a label of a frame of that size.
    func checked(width: Int, height: Int) throws(LabellingError) -> FrameLabels {
        let (width, height) = (Double(width), Double(height))
        guard objects.count <= Self.mostObjects else {
            throw LabellingError(.invalidLabels, "A frame has at most \(Self.mostObjects) objects.")
        }
        guard vertices.count == Self.vertexCount else {
            throw LabellingError(.invalidLabels, "There are \(Self.vertexCount) keypoints, not \(vertices.count).")
        }
        var labels = self
        for place in objects.indices {
            let sides = [objects[place].box.x1, objects[place].box.y1, objects[place].box.x2, objects[place].box.y2]
            let box = objects[place].box.clamped(width: width, height: height)
            guard sides.allSatisfy(\.isFinite), box.width >= Self.shortestSide, box.height >= Self.shortestSide else {
                throw LabellingError(.invalidLabels, "Box \(place + 1) is not in the picture, or has no size.")
            }
            labels.objects[place].box = box
        }
        for (number, vertex) in vertices.enumerated() {
            guard let point = vertex?.point else { continue }
            guard (0...width).contains(point.x), (0...height).contains(point.y) else {
                throw LabellingError(.invalidLabels, "Keypoint \(number + 1) is not in the picture.")
            }
        }
        return labels
    }

    /// The labels without what lies outside the picture.
    func clipped(width: Int, height: Int) -> FrameLabels {
        let (width, height) = (Double(width), Double(height))
        var labels = self
        labels.objects = objects.compactMap { object in
            var object = object
            object.box = object.box.clamped(width: width, height: height)
            return object.box.width >= Self.shortestSide && object.box.height >= Self.shortestSide ? object : nil
        }
        labels.vertices = vertices.map { vertex in
            guard let vertex, (0...width).contains(vertex.point.x), (0...height).contains(vertex.point.y) else {
                return nil
            }
            return vertex
        }
        return labels
    }
}
