public import Geometry

/// The pitch of the subnet's 32 keypoints, in metres: 120 x 70, with the origin at the corner of vertex 1.
public enum PitchTemplate {
    /// The 32 vertices, in keypoint order.
    public static let vertices: [Point] = PitchPlan.template.vertices

    /// All painted lines, as polylines.
    public static let lines: [PitchLine] = PitchPlan.template.lines

    /// The index of the vertex that replaces each vertex if the picture is mirrored left to right.
    public static let flipIndices = [
        24, 25, 26, 27, 28, 29, 22, 23, 21, 17, 18, 19, 20, 13, 14, 15, 16, 9, 10, 11, 12, 8, 6, 7, 0, 1, 2, 3, 4, 5,
        31, 30,
    ]
}
