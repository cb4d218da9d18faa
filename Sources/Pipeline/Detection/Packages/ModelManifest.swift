import Geometry
import Observations

/// What `model.json` of a model package says.
///
/// ```json
/// {
///   "format": 1, "name": "football-s", "version": "1.0.0", "description": "Boxes and pitch from one pass.",
///   "task": ["players", "pitch"], "heads": ["centre-heatmap"],
///   "input": { "layout": "yuv420-s2d", "width": 640, "height": 360, "multiple": 8 },
///   "classes": ["ball", "goalkeeper", "player", "referee"], "keypoints": 32,
///   "weights": "model.onnx", "sha256": "<64 hexadecimal digits>", "licence": "MIT",
///   "quality": { "players.map50.player": 0.96 }
/// }
/// ```
public struct ModelManifest: Hashable, Sendable, Codable {
    /// The picture that the model takes.
    public struct Input: Hashable, Sendable, Codable {
        public var layout: InputLayout
        /// The picture's size that the model was made for, in pixels. Others may do, see `DetectorSettings.imageSize`.
        public var width: Int
        public var height: Int
        /// What widths and heights must be a multiple of; nil = 32, the coarsest grid of most networks.
        public var multiple: Int?

        public init(layout: InputLayout, width: Int, height: Int, multiple: Int? = nil) {
            self.layout = layout
            self.width = width
            self.height = height
            self.multiple = multiple
        }

        /// What widths and heights must be a multiple of.
        var grid: Int { multiple ?? 32 }
    }

    /// The version of this description's own format: 1.
    public var format: Int
    /// The model's name.
    public var name: String
    /// The model's version.
    public var version: String
    /// What the model is, in a sentence.
    public var description: String?
    /// What the model finds.
    public var task: [ModelTask]
    /// The forms of the network's outputs.
    public var heads: [HeadKind]
    /// The picture that the model takes.
    public var input: Input
    /// In the order of the network's outputs.
    public var classes: [String]
    /// The number of keypoints; 0 or nil where it has none.
    public var keypoints: Int?
    /// The name of the weights' file, in the same folder.
    public var weights: String
    /// Of the weights' file, in hexadecimal.
    public var sha256: String
    /// The licence of the weights.
    public var licence: String
    /// Measured figures by their name in `scorevision evaluate`'s report.
    public var quality: [String: Double]?

    /// The version of the format that this program reads and writes.
    static let currentFormat = 1

    /// The widths and heights in pixels that a network's picture may have. They keep every product of a model's numbers
    /// small.
    static let pictureSides = 32...4096
    /// The most keypoints that a model may have.
    static let mostKeypoints = 1000
}

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

/// One class that a network tells apart, by the name its maker gave it.
struct ModelClass: Hashable, Sendable {
    /// The name that the model's maker gave it.
    let name: String

    /// Makes a class of its maker's name for it.
    init(_ name: String) {
        self.name = name
    }

    /// What it is on the pitch; nil where it has no place there (a COCO network knows 78 such classes).
    var objectClass: ObjectClass? {
        switch name.lowercased().trimmingPrefix(while: { $0 == " " }) {
        case "ball", "sports ball", "football", "soccer ball": .ball
        case "goalkeeper", "keeper": .goalkeeper
        case "player", "person", "people": .player
        case "referee": .referee
        default: nil
        }
    }

    /// The 80 classes of COCO, of which only two matter here. A YOLOX file doesn't name its classes.
    static let coco: [ModelClass] = (0..<80).map { index in
        switch index {
        case 0: ModelClass("person")
        case 32: ModelClass("sports ball")
        default: ModelClass("coco \(index)")
        }
    }
}
