import Geometry
import Observations
import Pitch

extension SceneRenderer {
    /// The smallest visible share of a figure that counts.
    static let leastVisibleShare = 0.2

    /// Returns the sufficiently visible figures, by id.
    func objects(_ seen: [SeenFigure], _ match: Match) -> [ObjectTruth] {
        let hidden = style.overlay?.box(width: warp.width, height: warp.height)
        let (sx, sy) = (Double(warp.width) / Double(warp.canvasWidth), Double(warp.height) / Double(warp.canvasHeight))
        let areas = canvas.visibleAreas { x, y in
            guard let hidden else { return false }
            let (px, py) = ((Double(x) + 0.5) * sx, (Double(y) + 0.5) * sy)
            return px > hidden.x1 && px < hidden.x2 && py > hidden.y1 && py < hidden.y2
        }
        return seen.sorted { $0.owner < $1.owner }.compactMap { figure in
            let id = Int(figure.owner)
            let share = Double(areas[id]) / Double(figure.area)
            let box = warp.target(figure.bounds).clamped(width: Double(warp.width), height: Double(warp.height))
            guard share >= Self.leastVisibleShare, box.width > 0, box.height > 0 else { return nil }
            let role = match.persons.indices.contains(id - 1) ? match.persons[id - 1].role : nil
            return ObjectTruth(
                id: id, box: box, objectClass: role?.objectClass ?? .ball, team: role?.team, visibleShare: share,
                position: style.plan.templatePosition(
                    of: role == nil ? match.ball.ground : match.persons[id - 1].position))
        }
    }

    /// Returns the vertices inside the picture, in pixels.
    func keypoints(_ view: CameraView) -> [Keypoint] {
        style.plan.vertices.map { vertex in
            guard let onCanvas = view.project(Vector(vertex.x, vertex.y, 0)) else { return .absent }
            let point = warp.target(onCanvas)
            let inside =
                point.x >= 0 && point.y >= 0 && point.x < Double(warp.width) && point.y < Double(warp.height)
            return inside ? Keypoint(point: point, confidence: 1) : .absent
        }
    }

    /// Returns the homography from metres of the scene's pitch to pixels, or `nil` if the lens bends straight lines.
    func homography(_ view: CameraView) -> Homography? {
        guard warp.isStraight else { return nil }
        let scale = Matrix3(
            columns: Vector(Double(warp.width) / Double(warp.canvasWidth), 0, 0),
            Vector(0, Double(warp.height) / Double(warp.canvasHeight), 0), Vector(0, 0, 1))
        let m = view.groundToImage.m
        let columns = (0..<3).map { scale.apply(Vector(m[$0], m[$0 + 3], m[$0 + 6])) }
        return Homography(elements: Matrix3(columns: columns[0], columns[1], columns[2]).m)
    }
}
