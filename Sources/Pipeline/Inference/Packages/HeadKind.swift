/// The forms of output that are understood here.
public enum HeadKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The project's own: heat maps of object centres and of keypoints.
    case centreHeatMap = "centre-heatmap"
    /// Ultralytics v8 and v11 boxes, `[N, 4 + classes, cells]`.
    case ultralyticsDetect = "ultralytics-detect"
    /// Ultralytics v8 and v11 boxes with keypoints, `[N, 4 + classes + 3 * keypoints, cells]`.
    case ultralyticsPose = "ultralytics-pose"
    /// YOLOX boxes relative to the grid, `[N, cells, 5 + classes]`.
    case yolox = "yolox"
}

/// What a model is for.
public enum ModelTask: String, Hashable, Sendable, Codable, CaseIterable {
    /// Boxes of players, goalkeepers, referees and the ball.
    case players
    /// The pitch's keypoints.
    case pitch
}
